import { spawn } from 'node:child_process';
import path from 'node:path';
import { openTestServer, type TestServer } from './server.ts';

/*
 * `npm test [-- options and files]`: one embedded PostgreSQL with a migrated template database,
 * then Node's own runner over the test files, each in its own process.
 */
const root = path.join(import.meta.dirname, '..', '..');

async function main(args: string[]): Promise<number> {
  const server = await openTestServer();
  try {
    return await runTests(args, server);
  } finally {
    await server.close();
  }
}

function runTests(args: string[], { env }: TestServer): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('-'));
  const files = args.filter((arg) => !arg.startsWith('-'));
  const child = spawn(
    process.execPath,
    [
      '--test',
      '--test-concurrency=2',
      ...options,
      ...(files.length ? files : ['test/**/*.test.ts']),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...env,
        // Nothing may depend on where and in which language the tests run.
        TZ: 'Asia/Kathmandu',
        LANG: 'xx_XX.UTF-8',
      },
    },
  );
  // The runner ends its own children; we only outlive it to clean up.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

process.exitCode = await main(process.argv.slice(2));
