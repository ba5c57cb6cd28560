// Plain JavaScript that runs on any Node from 20 on: it installs the packages, and with them the
// Node that everything else runs on.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockInstallation } from './installation-lock.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const modules = path.join(root, 'node_modules');

const MIN_NODE_MAJOR = 24;

/** The Node of the lock file, or null where it has none for this platform (Apple silicon). */
const lockedNode = findLockedNode();

function findLockedNode() {
  const { optionalDependencies } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const name = `node-${process.platform}-${process.arch}`;
  return name in optionalDependencies ? path.join(modules, name, 'bin', 'node') : null;
}

/** The Node that runs the service: the locked one, else this one if it is new enough. */
export const node = lockedNode ?? process.execPath;

/**
 * Installs what is missing: what running needs or, with `dev`, also what development needs. Ends
 * the process where that fails.
 */
export async function ensurePackages({ dev }) {
  requireNode();
  if (isInstalled({ dev })) return;
  const release = await lockInstallation(root);
  const isDone = isInstalled({ dev }) || install({ dev });
  release();
  if (!isDone) fail('npm could not install the packages; see above.');
}

function requireNode() {
  if (lockedNode !== null || Number(process.versions.node.split('.')[0]) >= MIN_NODE_MAJOR) return;
  fail(
    `there is no Node for ${process.platform} on ${process.arch} among the packages: ` +
      `install Node ${MIN_NODE_MAJOR} or newer; this one is ${process.versions.node}.`,
  );
}

export function fail(message) {
  console.error(`gatehouse: ${message}`);
  process.exit(1);
}

function install({ dev }) {
  console.error('Installing packages (once) …');
  return runNpmCi(root, [dev ? '--include=dev' : '--omit=dev']);
}

/** Installs the lock file of a folder; returns whether that succeeded. */
export function runNpmCi(folder, more) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', ...more, '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(npm, args, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** Whether every locked package that is needed is there, in the locked version. */
export function isInstalled({ dev }) {
  if (!existsSync(node)) return false;
  const wanted = readLockedPackages(path.join(root, 'package-lock.json'));
  const present = readLockedPackages(path.join(modules, '.package-lock.json'));
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' ||
      entry.optional ||
      entry.devOptional ||
      (entry.dev && !dev) ||
      present[place]?.version === entry.version,
  );
}

/** The packages of a lock file by place; none if there is no such file. */
export function readLockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}
