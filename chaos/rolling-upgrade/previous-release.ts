import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../test/support/gatehouse-process.ts';

const MIGRATIONS = 'src/database/migrations';
/** What `serve` needs of a checkout. */
const SERVICE_FILES = ['package.json', 'bin', 'src', 'docs'];

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

/** Extracts the service of a revision into an empty folder, with the packages of this checkout. */
export function extractService(revision: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', '--format=tar', revision, ...SERVICE_FILES], {
    cwd: projectRoot,
    maxBuffer: 500_000_000,
  });
  execFileSync('tar', ['-x'], { cwd: folder, input: archive });
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
