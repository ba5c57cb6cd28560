import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { projectRoot } from '../test/support/gatehouse-process.ts';
import { targetAtMost, type Figure, createFigure } from './figures.ts';

/** Seconds of `npm start` until the service is ready, on a data folder that exists already. */
export async function measureStartup(): Promise<Figure> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gatehouse-start-'));
  try {
    await startOnce(dataDir);
    const seconds = (await startOnce(dataDir)) / 1000;
    return createFigure(
      'start on a prepared folder until ready',
      's',
      seconds,
      null,
      targetAtMost(3),
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Starts and stops the service. Returns the milliseconds until it was ready; throws if it never was. */
async function startOnce(dataDir: string): Promise<number> {
  const begin = performance.now();
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn('npm', ['start'], {
    cwd: projectRoot,
    env: { ...env, GATEHOUSE_DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  // SIGTERM rather than SIGKILL, so that it stops its PostgreSQL.
  const stop = (): boolean => child.kill('SIGTERM');
  process.once('exit', stop);
  child.once('exit', () => process.off('exit', stop));
  const exit = once(child, 'exit');
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (/Gatehouse is ready at/.test(output)) break;
  }
  const time = performance.now() - begin;
  child.kill('SIGTERM');
  await exit;
  if (!/Gatehouse is ready at/.test(output)) throw new Error(`Not ready: ${output}`);
  return time;
}
