// Plain JavaScript that runs on any Node from 20 on: it installs the packages, and with them the
// Node that everything else runs on.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** Ends the process if there is no Node to run on. */
export function requireNode() {
  if (lockedNode !== null || Number(process.versions.node.split('.')[0]) >= MIN_NODE_MAJOR) return;
  fail(
    `there is no Node for ${process.platform} on ${process.arch} among the packages: ` +
      `install Node ${MIN_NODE_MAJOR} or newer; this one is ${process.versions.node}.`,
  );
}

/** Ends the process with a message for the operator. */
export function fail(message) {
  console.error(`gatehouse: ${message}`);
  process.exit(1);
}

/**
 * Installs the lock file of a folder; resolves with whether that succeeded. `more`: arguments of
 * `npm ci`, such as `--omit=dev`.
 */
export function runNpmCi(folder, more) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', ...more, '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(npm, args, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
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
