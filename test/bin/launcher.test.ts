import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../support/gatehouse-process.ts';

/* Issue 2: `npm start`, Ctrl-C, `npx gatehouse`. On a clean checkout, `npm test` itself installs. */

async function run(
  program: string,
  args: string[],
  env: Record<string, string>,
  until?: RegExp,
  signal?: NodeJS.Signals,
) {
  const { GATEHOUSE_TEST_SERVER: _, ...inherited } = process.env;
  const child = spawn(program, args, { cwd: projectRoot, env: { ...inherited, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  if (until && signal) {
    for (let tries = 0; tries < 900 && !until.test(output); tries++) await pause(100);
    assert.match(output, until);
    child.kill(signal);
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

test('npm start: after SIGINT and after SIGTERM it finishes requests, stops the database and exits 0', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-npm-'));
  const env = { GATEHOUSE_DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const { code } = await run('npm', ['start'], env, /Gatehouse is ready/, signal);
    assert.deepEqual(
      [signal, code, globSync('**/postmaster.pid', { cwd: folder })],
      [signal, 0, []],
    );
  }
  const check = await run('npx', ['gatehouse', 'check'], env);
  assert.deepEqual([check.code, /The database is consistent\./.test(check.output)], [0, true]);
  rmSync(folder, { recursive: true, force: true });
});

test('npx gatehouse runs this clone on Node 24 and passes on its exit code', async () => {
  const settings = await run('npx', ['gatehouse', 'settings'], {});
  assert.equal(settings.code, 0);
  assert.match(settings.output, /GATEHOUSE_DATA_DIR/);
  const refused = await run('npx', ['gatehouse', 'settings'], { PORT: 'x' });
  assert.equal(refused.code, 1);
  const { output } = await run(
    path.join(projectRoot, `node_modules/node-${process.platform}-${process.arch}/bin/node`),
    ['--version'],
    {},
  );
  assert.match(output, /^v24\./);
});
