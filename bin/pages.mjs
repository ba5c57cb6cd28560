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
import { installPackages } from './install-packages.mjs';
import { selectLockedPackages } from './locked-subset.mjs';
import { modules, node, root } from './packages.mjs';
import { removeInBackground } from './remove-in-background.mjs';

const web = path.join(root, 'web');
const award = path.join(root, 'src', 'award');
/** The reviewer's guide, which is a page too, with its pictures. */
const guide = [
  'reviewers.md',
  'images/desk.png',
  'images/award-context.png',
  'images/approve.png',
].map((name) => path.join('docs', name));
const dist = path.join(web, 'dist');
const builtFrom = path.join(dist, '.built-from');
/** Where the pages are built without the packages of development; removed afterwards. */
const workshop = path.join(root, '.building-pages');

/** Whether the pages were built from what has this fingerprint. */
export function isBuiltFrom(print) {
  return existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === print;
}

/**
 * Installs the packages of the pages, and only those, in a folder of their own. Resolves with
 * whether that succeeded.
 */
export function prepareWorkshop() {
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop);
  const { manifest, lock } = selectLockedPackages(root);
  writeFileSync(path.join(workshop, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(workshop, 'package-lock.json'), JSON.stringify(lock));
  return installPackages(workshop, { scripts: [] });
}

/** Builds the pages with the packages of the workshop; returns whether that succeeded. */
export function buildInWorkshop(print) {
  const filter = (file) => file !== dist;
  cpSync(web, path.join(workshop, 'web'), { recursive: true, filter });
  cpSync(award, path.join(workshop, 'src', 'award'), { recursive: true });
  for (const file of guide) cpSync(path.join(root, file), path.join(workshop, file));
  cpSync(path.join(root, 'tsconfig.json'), path.join(workshop, 'tsconfig.json'));
  if (!runVite(path.join(workshop, 'node_modules'), path.join(workshop, 'web'))) return false;
  rmSync(dist, { recursive: true, force: true });
  renameSync(path.join(workshop, 'web', 'dist'), dist);
  writeFileSync(builtFrom, print);
  return true;
}

/** Begins to remove the workshop. */
export const removeWorkshop = () => removeInBackground(workshop);

/** Builds the pages with the packages of development; returns whether that succeeded. */
export function buildInPlace(print) {
  if (!runVite(modules, web)) return false;
  writeFileSync(builtFrom, print);
  return true;
}

function runVite(packages, folder) {
  const vite = path.join(packages, 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(node, [vite, 'build', folder, '--logLevel', 'error'], {
    cwd: path.dirname(folder),
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

/** A digest of all that the pages are made of. */
export function createFingerprint() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  const guideFiles = guide.map((file) => path.join(root, file));
  for (const file of [...listFiles(web), ...listFiles(award), ...guideFiles]) {
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
