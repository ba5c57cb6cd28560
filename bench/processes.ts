import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Gatehouse } from '../test/support/process.ts';
import type { FloorWork } from './floor.ts';

/** A server that is put under load, in a process of its own. */
export interface Server {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Ends what still runs, at once: for an end before the end. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Has a process end when the bench is interrupted. */
export function noteRunning<Child extends ChildProcess>(child: Child): Child {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** The service on a filled database. Its limit of requests is out of the way. */
export async function startService(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<Server> {
  const service = new Gatehouse(['serve'], {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    GATEHOUSE_PORTAL: 'brics',
    GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: '9999999',
    ...env,
  });
  noteRunning(service.child);
  const url = await service.ready();
  const stop = async (): Promise<void> => {
    await service.stop();
  };
  return { url, pid: service.child.pid as number, stop };
}

/** The floor with what it is to run for each request. */
export async function startFloor(databaseUrl: string, work: FloorWork): Promise<Server> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'floor.ts')], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  child.stdin?.end(JSON.stringify({ ...work, databaseUrl }));
  const port = await portOf(child);
  const stop = async (): Promise<void> => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  };
  return { url: `http://127.0.0.1:${port}/`, pid: child.pid as number, stop };
}

async function portOf(child: ChildProcess): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout as NodeJS.ReadableStream) {
    output += chunk;
    const port = /listening at (\d+)/.exec(output)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error('The floor ended before it listened.');
}

/** The memory that a process has resident, in MB; null where the system does not say. */
export function residentMb(pid: number): number | null {
  try {
    const [, kb] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}

/** The most memory that a process has resident while something runs, in MB. */
export async function peakMemory(pid: number, work: () => Promise<unknown>): Promise<number> {
  let peak = residentMb(pid) ?? 0;
  const look = setInterval(() => {
    peak = Math.max(peak, residentMb(pid) ?? 0);
  }, 100);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return peak;
}
