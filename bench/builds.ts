import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../test/support/gatehouse-process.ts';
import { toTcpUrl } from '../test/support/tcp-url.ts';

/** A checkout with its packages, whose service can be measured. */
export interface Build {
  /** What the figures call it. */
  name: string;
  root: string;
}

export const thisBuild: Build = { name: 'this build', root: projectRoot };

/**
 * The database URL as the build's own embedded PostgreSQL would give it: builds from before its Unix
 * socket connect over TCP.
 */
export function selectDatabaseUrl({ root }: Build, url: string): string {
  const dataFolder = path.join(root, 'src', 'database', 'embedded', 'data-folder.ts');
  const hasSocket =
    existsSync(dataFolder) && readFileSync(dataFolder, 'utf8').includes('postgres-socket');
  return hasSocket ? url : toTcpUrl(url).href;
}

/**
 * Opens the build of a folder (a checkout with its packages installed, used as it is) or of a
 * revision of this repository, which is checked out into a temporary folder and installed with its
 * own lock file. Throws where neither exists or where npm fails. close() removes what it made.
 */
export function openBuild(
  source: string,
  say: (line: string) => void,
): { build: Build; close: () => void } {
  const folder = path.resolve(source);
  if (existsSync(path.join(folder, 'package.json'))) {
    return {
      build: { name: readRevision(folder) ?? source, root: folder },
      close: () => undefined,
    };
  }
  const revision = git(projectRoot, 'rev-parse', '--verify', `${source}^{commit}`);
  const parent = mkdtempSync(path.join(tmpdir(), 'gatehouse-against-'));
  const root = path.join(parent, 'checkout');
  const close = (): void => {
    git(projectRoot, 'worktree', 'remove', '--force', root);
    rmSync(parent, { recursive: true, force: true });
  };
  git(projectRoot, 'worktree', 'add', '--detach', root, revision);
  try {
    say(`${source}: installing its packages`);
    installPackages(root);
  } catch (error) {
    close();
    throw error;
  }
  return { build: { name: source, root }, close };
}

/** The packages of its lock file; ours are linked where they are the same, which takes seconds. */
function installPackages(root: string): void {
  const readLock = (folder: string): string =>
    readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  const modules = path.join(projectRoot, 'node_modules');
  if (readLock(root) === readLock(projectRoot) && process.platform === 'linux') {
    execFileSync('cp', ['--archive', '--link', modules, path.join(root, 'node_modules')]);
    return;
  }
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Builds the pages of a checkout that has none yet. Throws where Vite fails. */
export function buildMissingPages({ root }: Build): void {
  if (existsSync(path.join(root, 'web', 'dist', 'index.html'))) return;
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', 'web', '--logLevel', 'error'];
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

function readRevision(folder: string): string | null {
  try {
    // A folder inside another repository has the revision of that one.
    if (git(folder, 'rev-parse', '--show-toplevel') !== folder) return null;
    return git(folder, 'rev-parse', '--short', 'HEAD');
  } catch {
    return null;
  }
}

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}
