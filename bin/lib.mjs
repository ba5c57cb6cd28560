// Plain JavaScript that runs on any Node from 20 on: it brings the packages, and with them the
// Node that everything else runs on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const node = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs what is missing; `dev` also asks for what only development needs. */
export async function ensurePackages({ dev }) {
  if (isInstalled(dev)) return;
  const release = await lock();
  try {
    if (isInstalled(dev)) return;
    console.error('Installing packages (once) …');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status } = spawnSync(npm, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      console.error('gatehouse: npm could not install the packages; see above.');
      process.exit(1);
    }
  } finally {
    release();
  }
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

/** One installation at a time; a lock that its owner left behind is broken after ten minutes. */
async function lock() {
  const folder = path.join(root, '.installing');
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > 600_000) rmSync(folder, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      release();
      process.exit(130);
    });
  }
  return () => {
    release();
    process.removeAllListeners('SIGINT');
    process.removeAllListeners('SIGTERM');
  };
}

/**
 * Runs a program on our Node and ends as it ends. Signals are passed on: a terminal sends Ctrl-C
 * to both of us, but a process manager sends SIGTERM to one.
 */
export function runOnOurNode(args, { env = process.env } = {}) {
  const child = spawn(node, args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    console.error(`gatehouse: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
