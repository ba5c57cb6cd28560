import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../test/support/gatehouse-process.ts';

const MIGRATIONS = 'src/database/migrations';
/** What `serve` needs of a checkout. */
const SERVICE_FILES = ['package.json', 'bin', 'src', 'docs'];

/** The newest tag before this commit; null where there is none. */
export function findNewestTag(): string | null {
  try {
    return git('describe', '--tags', '--abbrev=0', 'HEAD^');
  } catch {
    return null;
  }
}

/**
 * The newest revision before the newest migration of this checkout: HEAD where that migration is not
 * committed yet. Null where the history does not go back so far (a shallow clone, no repository).
 */
export function findRevisionBeforeNewestMigration(): string | null {
  try {
    const committed = git('ls-tree', '--name-only', 'HEAD', `${MIGRATIONS}/`).split('\n');
    const present = readdirSync(path.join(projectRoot, MIGRATIONS));
    if (present.some((name) => !committed.includes(`${MIGRATIONS}/${name}`))) {
      return git('rev-parse', 'HEAD');
    }
    // The line of merges: a migration counts from its merge on, in whatever order it was written.
    const options = ['--first-parent', '-m', '--diff-filter=A', '--format=%H', '--max-count=1'];
    const newest = git('log', ...options, '--', MIGRATIONS);
    return git('rev-parse', '--verify', '--quiet', `${newest}^1^{commit}`);
  } catch {
    return null;
  }
}

/**
 * Extracts the service of a revision into the folder `service` of `parent`, which must be empty. It uses the
 * packages of this checkout; npm installs into `parent` those that this checkout no longer has. Returns
 * the folder of the service. Throws where git or npm fails.
 */
export function extractService(revision: string, parent: string): string {
  const folder = path.join(parent, 'service');
  mkdirSync(folder);
  const archive = execFileSync('git', ['archive', '--format=tar', revision, ...SERVICE_FILES], {
    cwd: projectRoot,
    maxBuffer: 500_000_000,
  });
  execFileSync('tar', ['-x'], { cwd: folder, input: archive });
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
  installMissingPackages(folder, parent);
  return folder;
}

/** Into the folder above, where Node looks for what it does not find beside the service. */
function installMissingPackages(folder: string, parent: string): void {
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const missing = Object.entries(dependencies)
    .filter(([name]) => !existsSync(path.join(folder, 'node_modules', name)))
    .map(([name, version]) => `${name}@${version}`);
  if (missing.length === 0) return;
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', '--prefix', parent, ...options, ...missing], {
    cwd: parent,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
