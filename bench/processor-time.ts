import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { TestDatabase } from '../test/support/test-database.ts';

/** Milliseconds of processor that a process has used, in user and kernel mode. Needs /proc. */
export function readProcessorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in parentheses, may contain spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / getTicksPerSecond();
}

/** A second in which a process uses less than this share of a processor is quiet. */
const quietShare = 0.1;
/** As many quiet seconds in a row are a rest: the demo collects its figures in bursts, 5 seconds apart. */
const restSeconds = 12;
const maxWaitSeconds = 180;

/** Waits until a process has nothing to do. Throws where that takes three minutes. */
export async function waitForRest(pid: number): Promise<void> {
  let before = readProcessorMs(pid);
  let quietSeconds = 0;
  for (let second = 0; second < maxWaitSeconds; second++) {
    await setTimeout(1_000);
    const now = readProcessorMs(pid);
    quietSeconds = now - before < 1_000 * quietShare ? quietSeconds + 1 : 0;
    if (quietSeconds === restSeconds) return;
    before = now;
  }
  throw new Error(`Process ${pid} does not come to rest.`);
}

/** Milliseconds that the connections to this database have used: those that are open now. */
export async function readDatabaseProcessorMs({ db }: TestDatabase): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
  return rows.reduce((sum, { pid }) => sum + readProcessorMs(pid), 0);
}

let ticksPerSecond = 0;

function getTicksPerSecond(): number {
  ticksPerSecond ||= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return ticksPerSecond;
}
