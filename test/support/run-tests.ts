import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { startTestPostgres, type TestPostgres } from './test-postgres.ts';

/*
 * `npm test [-- options and files]`: one embedded PostgreSQL with a migrated template database,
 * then Node's own runner over the test files, each in its own process.
 */
const root = path.join(import.meta.dirname, '..', '..');

async function main(args: string[]): Promise<number> {
  const server = await startTestPostgres();
  try {
    return await runTests(args, server);
  } finally {
    await server.close();
  }
}

/** Each needs the machine for itself: what it starves of time it would call a fault. */
const exclusiveFiles = ['test/bridge/faults-and-restarts.test.ts', 'test/chaos/run-chaos.test.ts'];

async function runTests(args: string[], server: TestPostgres): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('-'));
  const files = args.filter((arg) => !arg.startsWith('-'));
  if (files.length > 0) return runFiles(options, files, server);
  const others = globSync('test/**/*.test.ts', { cwd: root }).filter(
    (file) => !exclusiveFiles.includes(file),
  );
  const codes = [await runFiles(options, others.toSorted(), server)];
  for (const file of exclusiveFiles) codes.push(await runFiles(options, [file], server));
  return Math.max(...codes);
}

/** None takes half as long; one that waits for ever is to fail, not to hold up the rest. */
const timeoutOption = '--test-timeout=600000';

function runFiles(options: string[], files: string[], { env }: TestPostgres): Promise<number> {
  const args = ['--test', '--test-concurrency=2', timeoutOption, ...options, ...files];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...env,
      // Nothing may depend on where and in which language the tests run.
      TZ: 'Asia/Kathmandu',
      LANG: 'xx_XX.UTF-8',
    },
  });
  // The runner ends its own children; we only outlive it to clean up.
  const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, pass);
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

process.exitCode = await main(process.argv.slice(2));
