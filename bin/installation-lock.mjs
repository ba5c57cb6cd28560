import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Waits until no other process installs or builds in this folder. Returns a function that lets the
 * next one in. The lock of a process that is gone does not count, also where its process ID belongs
 * to another one now.
 */
export async function lockInstallation(folder) {
  const file = path.join(folder, '.installing');
  for (let said = false; ; said = true) {
    if (tryToWrite(file)) return () => rmSync(file, { force: true });
    if (!isHeld(file)) rmSync(file, { force: true });
    else if (!said) console.error('Waiting for another installation …');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Puts a complete file in place, or returns false if there is one. */
function tryToWrite(file) {
  const draft = `${file}-${process.pid}`;
  const { pid } = process;
  writeFileSync(draft, JSON.stringify({ pid, started: readStartTime(pid) }));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function isHeld(file) {
  const holder = readHolder(file);
  if (holder === null || !isAlive(holder.pid)) return false;
  return holder.started === readStartTime(holder.pid);
}

/** null if the file is gone or was not written by us. */
function readHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isInteger(holder?.pid) && holder.pid > 0 ? holder : null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process of another account is alive too.
    return error.code === 'EPERM';
  }
}

/** When a process started, as text that no later process with its ID shares; null if unknown. */
export function readStartTime(pid) {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name of the program, in parentheses, may contain spaces.
      return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}
