import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The part of the lock file that the packages in `pagePackages` of package.json need, as a manifest
 * and a lock file of their own: the same versions with the same digests.
 */
export function selectLockedPackages(root) {
  const manifest = readJson(root, 'package.json');
  const { packages, lockfileVersion } = readJson(root, 'package-lock.json');
  const versions = { ...manifest.devDependencies, ...manifest.dependencies };
  const dependencies = Object.fromEntries(
    manifest.pagePackages.map((name) => [name, versions[name]]),
  );
  const places = new Set();
  for (const name of manifest.pagePackages) collect(packages, '', name, places);
  const selected = [...places].sort().map((place) => {
    const { dev: _, devOptional: __, ...entry } = packages[place];
    return [place, entry];
  });
  const own = { name: 'gatehouse-pages', version: '0.0.0' };
  return {
    manifest: { ...own, private: true, dependencies },
    lock: {
      ...own,
      lockfileVersion,
      requires: true,
      packages: { '': { ...own, dependencies }, ...Object.fromEntries(selected) },
    },
  };
}

function readJson(root, name) {
  return JSON.parse(readFileSync(path.join(root, name), 'utf8'));
}

/** Adds the place of the package that `from` gets by this name, and all that it needs. */
function collect(packages, from, name, places) {
  const place = resolvePlace(packages, from, name);
  // An optional package for another platform that the lock file leaves out.
  if (place === null || places.has(place)) return;
  places.add(place);
  const { dependencies, optionalDependencies, peerDependencies } = packages[place];
  for (const needed of Object.keys({
    ...dependencies,
    ...optionalDependencies,
    ...peerDependencies,
  })) {
    collect(packages, place, needed, places);
  }
}

/** As Node does: the nearest node_modules folder upwards that has the package; null if none has. */
function resolvePlace(packages, from, name) {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    const place = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === '') return null;
  }
}
