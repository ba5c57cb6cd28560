import { execFileSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../../errors/start-error.ts';
import { type ProgramResult, type RunOptions, runProgram } from './run-program.ts';

/** The operating system account that runs the server's programs. */
export interface OsAccount {
  run(program: string, args: string[], options: RunOptions): Promise<ProgramResult>;
  /** Makes this account the owner of a folder or file. */
  changeOwner(folder: string): void;
}

const currentAccount: OsAccount = { run: runProgram, changeOwner: () => undefined };

/**
 * PostgreSQL refuses to run as root, so under root its programs run as an unprivileged account:
 * `postgres` if it exists, else one that is created. `reach` lists the folders that it must be able
 * to enter. `say` is called with lines for the operator. Throws StartError if there is no way.
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
    const createdAccount = findAccount(name);
    if (createdAccount) {
      say(`PostgreSQL does not run as root: created the account ${name} for it.`);
      return createdAccount;
    }
  }
  throw new StartError(
    'PostgreSQL does not run as root, and no account could be created for it. ' +
      'Start Gatehouse as another user, or set DATABASE_URL.',
  );
}

/** Tests as that account, because the folders above these matter too. */
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
 * For an installation below a folder that only root can enter (/root, mktemp -d): gives the account
 * the one capability to pass through folders and read, instead of changing the folder's mode.
 */
async function createTraversingRunner(
  { name, uid, gid }: PasswdEntry,
  reach: string[],
  say: (line: string) => void,
): Promise<OsAccount['run']> {
  const capabilities = '-all,+dac_read_search';
  const args = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    // Else access(2), by which pg_ctl finds its programs, would ignore the capability.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${capabilities}`,
    '--ambient-caps=+dac_read_search',
    `--bounding-set=${capabilities}`,
    '--no-new-privs',
  ];
  const run: OsAccount['run'] = (program, more, options) =>
    runProgram('setpriv', [...args, program, ...more], options);
  const tried = await run('test', ['-x', reach[0] ?? '/'], { timeout: 5000, cwd: '/' });
  if (tried.code !== 0) {
    throw new StartError(
      `PostgreSQL does not run as root, and the account ${name} cannot reach ${findBlockedFolder(reach)}. ` +
        'Move Gatehouse to a folder that it can, start it as another user, or set DATABASE_URL.',
    );
  }
  say(`PostgreSQL runs as ${name}, with the right to pass through ${findBlockedFolder(reach)}.`);
  return run;
}

/** The uppermost folder on the path that other accounts may not enter. */
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
