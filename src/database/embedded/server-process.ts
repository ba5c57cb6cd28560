import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import path from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { isSameFolder } from './same-folder.ts';

/**
 * Whether a process may be the server of this data folder: a PostgreSQL program that works in it.
 * After a crash, its process ID may belong to another program, or to another PostgreSQL.
 */
export function mayServe(folder: DataFolder, pid: number): boolean {
  try {
    if (process.platform !== 'linux') return isPostgres(readCommandName(pid));
    const isServer = isPostgres(readlinkSync(`/proc/${pid}/exe`));
    return isServer && isSameFolder(readlinkSync(`/proc/${pid}/cwd`), folder.postgres);
  } catch (error) {
    // The process of another account cannot be inspected: assume it is the server.
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

function readCommandName(pid: number): string {
  return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}

const isPostgres = (program: string): boolean => path.basename(program).startsWith('postgres');
