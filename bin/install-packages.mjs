import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { downloadPackages } from './download-packages.mjs';
import { readRegistry } from './npm-settings.mjs';
import { root, runNpmCi } from './packages.mjs';
import { removeInBackground } from './remove-in-background.mjs';

/**
 * Installs the packages of a folder's lock file that are not of development. `scripts`: the packages
 * whose install scripts may run. The folder's node_modules is replaced when all are complete.
 * Resolves with whether that succeeded.
 */
export async function installPackages(folder, { scripts }) {
  const problem = await tryToDownload(folder, scripts);
  if (problem === null) return true;
  console.error(`${problem} Now npm installs the packages, which takes longer.`);
  return runNpmCi(folder, ['--omit=dev', ...(scripts.length === 0 ? ['--ignore-scripts'] : [])]);
}

/** Resolves with why the packages were not downloaded, or null. */
async function tryToDownload(folder, scripts) {
  const source = await readRegistry(folder);
  if (source === null) return 'Packages come through a proxy, or npm is offline.';
  const draft = path.join(folder, '.installing-packages');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  try {
    const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
    await downloadPackages(lock, draft, { ...source, scripts });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    return `A package could not be downloaded: ${error.message}`;
  }
  const modules = path.join(folder, 'node_modules');
  if (existsSync(modules)) removeInBackground(modules);
  renameSync(draft, modules);
  return null;
}

/** The packages whose install scripts may run, as package.json says. */
export function readAllowedScripts() {
  const { allowScripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return Object.keys(allowScripts).filter((name) => allowScripts[name]);
}
