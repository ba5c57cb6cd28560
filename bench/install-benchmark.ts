import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../test/support/gatehouse-process.ts';
import { createFigure, type Figure, targetAtMost } from './figures.ts';

/** The commit that the targets of issue 18, point 5 name. */
const BASELINE = '00a3b71';

interface Installation {
  seconds: number;
  megabytes: number;
}

/**
 * What a fresh clone needs until `npm start` is ready: seconds, and the disk of its folder without
 * .git and the database. Each clone has an empty npm cache. Compared with an earlier commit on the
 * same machine; changes that are not committed are not measured.
 */
export async function measureInstallation(): Promise<Figure[]> {
  const earlier = await installOnce(BASELINE);
  const now = await installOnce('HEAD');
  const compare = (name: string, unit: string, value: number, baseline: number): Figure =>
    createFigure(name, unit, value, { what: BASELINE, value: baseline }, targetAtMost(0.5));
  return [
    compare('fresh clone until ready', 's', now.seconds, earlier.seconds),
    compare('fresh clone on disk', 'MB', now.megabytes, earlier.megabytes),
  ];
}

async function installOnce(revision: string): Promise<Installation> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-install-'));
  const clone = path.join(folder, 'clone');
  try {
    execFileSync('git', ['clone', '--quiet', '--no-checkout', projectRoot, clone]);
    const commit = execFileSync('git', ['rev-parse', revision], { cwd: projectRoot });
    execFileSync('git', ['checkout', '--quiet', commit.toString().trim()], { cwd: clone });
    const seconds = await startOnce(clone, folder);
    // The service does not wait for the end of this.
    while (readdirSync(clone).some((name) => /^\.(building|removing)-/.test(name)))
      await pause(100);
    return { seconds, megabytes: measureDisk(clone) / 1_000_000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds until `npm start` says that it is ready. */
async function startOnce(clone: string, folder: string): Promise<number> {
  const begin = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: {
      // Not what npm set for this run of the bench, which would install into this folder.
      PATH: removeNodeModules(process.env.PATH ?? ''),
      HOME: process.env.HOME ?? '',
      npm_config_cache: path.join(folder, 'npm-cache'),
      GATEHOUSE_DATA_DIR: path.join(folder, 'data'),
      PORT: '0',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  for await (const chunk of child.stdout) {
    output += chunk;
    if (/Gatehouse is ready at/.test(output)) break;
  }
  const seconds = (performance.now() - begin) / 1000;
  child.kill('SIGTERM');
  await exit;
  if (!/Gatehouse is ready at/.test(output)) throw new Error(`Not ready: ${output}`);
  return seconds;
}

function removeNodeModules(paths: string): string {
  return paths
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(path.delimiter);
}

/** The bytes on disk of a folder without .git; a file with several names counts once. */
function measureDisk(folder: string): number {
  const seen = new Set<number>();
  const measure = (place: string): number => {
    const { blocks, ino, nlink } = lstatSync(place);
    if (nlink > 1 && seen.has(ino)) return 0;
    seen.add(ino);
    return blocks * 512;
  };
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== '.git' && !name.startsWith(`.git${path.sep}`))
    .reduce((sum, name) => sum + measure(path.join(folder, name)), 0);
}
