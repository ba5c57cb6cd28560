import { execFileSync } from 'node:child_process';

/** Whether a process runs. One that ended and that its parent has not noticed yet does not. */
export function isProcessAlive(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    // ps fails where there is none.
    return false;
  }
}
