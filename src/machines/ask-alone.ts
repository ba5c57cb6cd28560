/* Questions that name no project, such as `get_projects brics`, at resources whose destinations end alike. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';

const RETRY_MS = 250;
/** Longer than an instruction is waited for. */
const HOLD_SECONDS = 320;

/**
 * Runs `work` while no other process or call does for a destination with the same last part: agents
 * take an equal instruction to both for one, and give the second the first one's answer
 * (docs/rules/machines.md, M3.5). Throws the reason of the signal when that ends the waiting.
 */
export async function askAlone<Result>(
  db: Kysely<Database>,
  { destination, signal }: { destination: string; signal?: AbortSignal },
  work: () => Promise<Result>,
): Promise<Result> {
  const name = `machines ask ${getLastPart(destination)}`;
  const run = async () => ({ result: await work() });
  for (;;) {
    const done = await withAdvisoryLock(db, name, run, HOLD_SECONDS);
    if (done !== null) return done.result;
    await pause(RETRY_MS, undefined, signal && { signal });
  }
}

function getLastPart(destination: string): string {
  return destination.slice(destination.lastIndexOf('.') + 1);
}
