import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { lockInstallation } from './installation-lock.mjs';
import { selectLockedPackages } from './locked-subset.mjs';
import { fail, isInstalled, modules, node, root, runNpmCi } from './packages.mjs';

const web = path.join(root, 'web');
const award = path.join(root, 'src', 'award');
const dist = path.join(web, 'dist');
const builtFrom = path.join(dist, '.built-from');
/** Where the pages are built without the packages of development; removed afterwards. */
const workshop = path.join(root, '.building-pages');

/** Builds the browser pages where what they are made of has changed since they were built. */
export async function ensurePages() {
  const print = createFingerprint();
  if (isBuiltFrom(print)) return;
  const release = await lockInstallation(root);
  const isDone = isBuiltFrom(print) || build(print);
  release();
  if (!isDone) fail('the pages could not be built; see above.');
}

function build(print) {
  console.error('Building the pages (when they have changed) …');
  const isBuilt = isInstalled({ dev: true }) ? runVite(modules, web) : buildInWorkshop();
  if (isBuilt) writeFileSync(builtFrom, print);
  return isBuilt;
}

function runVite(packages, folder) {
  const vite = path.join(packages, 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(node, [vite, 'build', folder, '--logLevel', 'error'], {
    cwd: path.dirname(folder),
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

/**
 * Builds copies of the sources in a folder that has only the packages of the pages, so that those
 * do not stay where the service runs.
 */
function buildInWorkshop() {
  rmSync(workshop, { recursive: true, force: true });
  try {
    mkdirSync(workshop);
    const { manifest, lock } = selectLockedPackages(root);
    writeFileSync(path.join(workshop, 'package.json'), JSON.stringify(manifest));
    writeFileSync(path.join(workshop, 'package-lock.json'), JSON.stringify(lock));
    if (!runNpmCi(workshop, ['--include=dev', '--ignore-scripts'])) return false;
    const filter = (file) => file !== dist;
    cpSync(web, path.join(workshop, 'web'), { recursive: true, filter });
    cpSync(award, path.join(workshop, 'src', 'award'), { recursive: true });
    cpSync(path.join(root, 'tsconfig.json'), path.join(workshop, 'tsconfig.json'));
    if (!runVite(path.join(workshop, 'node_modules'), path.join(workshop, 'web'))) return false;
    rmSync(dist, { recursive: true, force: true });
    renameSync(path.join(workshop, 'web', 'dist'), dist);
    return true;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function isBuiltFrom(print) {
  return existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === print;
}

/** A digest of all that the pages are made of. */
function createFingerprint() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const file of [...listFiles(web), ...listFiles(award)]) {
    hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function listFiles(folder) {
  return readdirSync(folder)
    .filter((name) => name !== 'dist')
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      return statSync(file).isDirectory() ? listFiles(file) : [file];
    });
}
