// Plain JavaScript that runs on any Node from 20 on: it brings the packages, and with them the
// Node that everything else runs on.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const node = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs what is missing; `dev` also asks for what only development needs. */
export async function ensurePackages({ dev }) {
  if (isInstalled(dev)) return;
  const release = await lock();
  const isDone = isInstalled(dev) || install();
  release();
  if (!isDone) {
    console.error('gatehouse: npm could not install the packages; see above.');
    process.exit(1);
  }
}

function install() {
  console.error('Installing packages (once) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(npm, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** Every locked package that is needed is there, in the locked version. */
function isInstalled(dev) {
  if (!existsSync(node)) return false;
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const present = packagesOf(path.join(modules, '.package-lock.json'));
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' ||
      entry.optional ||
      entry.devOptional ||
      (entry.dev && !dev) ||
      present[place]?.version === entry.version,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}

/** One installation at a time; the lock of a process that is gone does not count. */
async function lock() {
  const file = path.join(root, '.installing');
  for (let said = false; ; said = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isAlive(file)) rmSync(file, { force: true });
    else if (!said) console.error('Waiting for another installation …');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function isAlive(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too; an unreadable or empty file is being written.
    return error.code === 'EPERM';
  }
}

const web = path.join(root, 'web');
const builtFrom = path.join(web, 'dist', '.built-from');

/** Builds the browser pages where what they are made of has changed since they were built. */
export async function ensurePages() {
  const print = fingerprint();
  if (isBuiltFrom(print)) return;
  const release = await lock();
  const isDone = isBuiltFrom(print) || build(print);
  release();
  if (!isDone) {
    console.error('gatehouse: the pages could not be built; see above.');
    process.exit(1);
  }
}

function build(print) {
  console.error('Building the pages (when they have changed) …');
  const vite = path.join(modules, 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(node, [vite, 'build', web, '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) writeFileSync(builtFrom, print);
  return status === 0;
}

function isBuiltFrom(print) {
  return existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === print;
}

/** A digest of all that the pages are made of. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const file of [...filesIn(web), ...filesIn(path.join(root, 'src', 'award'))]) {
    hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name !== 'dist')
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      return statSync(file).isDirectory() ? filesIn(file) : [file];
    });
}

/**
 * How the service's Node is to run: young objects in 24 MB, not 48, and the old collected when
 * there are 40 % more, not several times as many. Measured under the load of npm run bench: 200 MB
 * instead of 320, for a tenth of the time at most. No limit, so a large page still finds room.
 */
export const serviceFlags = JSON.parse(
  readFileSync(path.join(root, 'bin', 'node-flags.json'), 'utf8'),
);

// Types are stripped and code is compiled once, not at every start: seconds and 50 MB less. Node
// keeps it by content and does without where it cannot write.
const compiled = { NODE_COMPILE_CACHE: path.join(modules, '.cache', 'compiled') };

/**
 * Runs a program on our Node and ends as it ends. Signals are passed on: a terminal sends Ctrl-C
 * to both of us, but a process manager sends SIGTERM to one.
 */
export function runOnOurNode(args, { env = process.env } = {}) {
  const child = spawnOnOurNode(args, { env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** Starts a program on our Node. With a channel, it notices when we end. */
export function spawnOnOurNode(args, { env = process.env, hasChannel = false } = {}) {
  const stdio = ['inherit', 'inherit', 'inherit', ...(hasChannel ? ['ipc'] : [])];
  const child = spawn(node, args, { stdio, env: { ...compiled, ...env } });
  child.on('error', (error) => {
    console.error(`gatehouse: ${error.message}`);
    process.exit(1);
  });
  return child;
}
