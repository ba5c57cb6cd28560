import { execFileSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../../errors/start-error.ts';
import { type ProgramResult, type RunOptions, runProgram } from './run-program.ts';

/** As whom, and how, the server's programs are run. */
export interface OsAccount {
  run(program: string, args: string[], options: RunOptions): Promise<ProgramResult>;
  /** Gives a folder to this account. */
  changeOwner(folder: string): void;
}

const currentAccount: OsAccount = { run: runProgram, changeOwner: () => undefined };

/**
 * PostgreSQL refuses to run as root, so as root its programs run under an unprivileged account:
 * `postgres` where there is one, else one that is made. `reach` are the folders that it needs.
 * `say` gets a line for what the operator should know. Throws StartError where it cannot be done.
 */
export async function selectOsAccount(
  reach: string[],
  say: (line: string) => void,
): Promise<OsAccount> {
  if (process.getuid?.() !== 0) return currentAccount;
  const { name, uid, gid } = findAccount('postgres') ?? createAccount('gatehouse', say);
  const own = (folder: string): void => chownSync(folder, uid, gid);
  if (await canReach(reach, uid, gid)) {
    return {
      changeOwner: own,
      run: (program, args, options) => runProgram(program, args, { ...options, uid, gid }),
    };
  }
  return { changeOwner: own, run: await createTraversingRunner({ name, uid, gid }, reach, say) };
}

interface PasswdEntry {
  name: string;
  uid: number;
  gid: number;
}

function findAccount(name: string): PasswdEntry | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) return null;
  const [, , uid, gid] = line.split(':');
  return Number(uid) === 0 ? null : { name, uid: Number(uid), gid: Number(gid) };
}

function createAccount(name: string, say: (line: string) => void): PasswdEntry {
  const existing = findAccount(name);
  if (existing) return existing;
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]],
  ];
  for (const [program, args] of ways) {
    try {
      execFileSync(program, args, { stdio: 'ignore' });
    } catch {
      continue;
    }
    const made = findAccount(name);
    if (made) {
      say(`PostgreSQL does not run as root: made the account ${name} for it.`);
      return made;
    }
  }
  throw new StartError(
    'PostgreSQL does not run as root, and no account could be made for it. ' +
      'Start Gatehouse as another user, or set DATABASE_URL.',
  );
}

/** Asks as that account, because folders above these decide too. */
async function canReach(folders: string[], uid: number, gid: number): Promise<boolean> {
  for (const folder of folders) {
    const { code } = await runProgram('test', ['-x', folder], {
      timeout: 5000,
      cwd: '/',
      uid,
      gid,
    });
    if (code !== 0) return false;
  }
  return true;
}

/**
 * A clone under a folder of root's own (/root, mktemp -d): the account gets the one right to walk
 * through folders and read, and no other, rather than the folder getting other rights.
 */
async function createTraversingRunner(
  { name, uid, gid }: PasswdEntry,
  reach: string[],
  say: (line: string) => void,
): Promise<OsAccount['run']> {
  const right = '-all,+dac_read_search';
  const args = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    // Else access(2), by which pg_ctl looks for its fellows, would not see the right.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${right}`,
    '--ambient-caps=+dac_read_search',
    `--bounding-set=${right}`,
    '--no-new-privs',
  ];
  const walk: OsAccount['run'] = (program, more, options) =>
    runProgram('setpriv', [...args, program, ...more], options);
  const tried = await walk('test', ['-x', reach[0] ?? '/'], { timeout: 5000, cwd: '/' });
  if (tried.code !== 0) {
    throw new StartError(
      `PostgreSQL does not run as root, and the account ${name} cannot reach ${findBlockedFolder(reach)}. ` +
        'Put the clone where that account can, start Gatehouse as another user, or set DATABASE_URL.',
    );
  }
  say(`PostgreSQL runs as ${name}, with the right to pass through ${findBlockedFolder(reach)}.`);
  return walk;
}

/** The uppermost folder on the way that others may not enter. */
function findBlockedFolder(folders: string[]): string {
  for (const folder of folders) {
    let current = path.parse(folder).root;
    for (const part of folder.split(path.sep).filter(Boolean)) {
      current = path.join(current, part);
      if ((statSync(current).mode & 0o001) === 0) return current;
    }
  }
  return folders[0] ?? '/';
}
