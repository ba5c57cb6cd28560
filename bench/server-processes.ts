import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GatehouseProcess, projectRoot } from '../test/support/gatehouse-process.ts';
import type { BaselineWork } from './baseline-server.ts';

/** A server in its own process. */
export interface ServerProcess {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const runningProcesses = new Set<ChildProcess>();

/** Kills all processes that still run, after an interruption. */
export function killAllProcesses(): void {
  for (const child of runningProcesses) child.kill('SIGKILL');
}

/** Registers a process for killAllProcesses. */
function trackProcess<Child extends ChildProcess>(child: Child): Child {
  runningProcesses.add(child);
  child.once('exit', () => runningProcesses.delete(child));
  return child;
}

/**
 * Starts the service, with a request limit that it never reaches; `root` is its checkout, `args` are
 * those of its command.
 */
export async function startService(
  databaseUrl: string,
  env: Record<string, string> = {},
  root = projectRoot,
  args = ['serve'],
): Promise<ServerProcess> {
  const settings = {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    GATEHOUSE_PORTAL: 'brics',
    GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: '9999999',
    ...env,
  };
  const service = new GatehouseProcess(args, settings, undefined, root);
  trackProcess(service.child);
  const url = await service.waitUntilReady();
  const stop = async (): Promise<void> => {
    await service.stop();
  };
  return { url, pid: service.child.pid as number, stop };
}

/** Starts the baseline server with the statements of each request. */
export async function startBaselineServer(
  databaseUrl: string,
  work: BaselineWork,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'baseline-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  child.stdin?.end(JSON.stringify({ ...work, databaseUrl }));
  const port = await readListeningPort(child);
  const stop = async (): Promise<void> => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  };
  return { url: `http://127.0.0.1:${port}/`, pid: child.pid as number, stop };
}

async function readListeningPort(child: ChildProcess): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout as NodeJS.ReadableStream) {
    output += chunk;
    const port = /listening at (\d+)/.exec(output)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error('The baseline server ended before it listened.');
}

/** Resident memory of a process in MB; null where there is no /proc. */
function readResidentMb(pid: number): number | null {
  try {
    const [, kb] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}

/** The highest resident memory of a process while `work` runs, in MB. */
export async function measurePeakMemory(
  pid: number,
  work: () => Promise<unknown>,
): Promise<number> {
  let peak = readResidentMb(pid) ?? 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, readResidentMb(pid) ?? 0);
  }, 100);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peak;
}
