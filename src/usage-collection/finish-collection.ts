import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Collection } from './claim-collections.ts';

/** Why a collection stopped, in words; `isTooLong`: fewer days may work. */
export interface CollectProblem {
  message: string;
  isTooLong: boolean;
}

const INTERVAL_SECONDS = 15 * 60;
/** An equal question before that would share the failure of the first. */
const RETRY_SECONDS = 130;
/** On a busy machine a report of a month takes too long. */
const MAX_DAYS_WHEN_BUSY = 7;
const MAX_PROBLEM_LENGTH = 500;

/**
 * Stores how a collection ended and when it is due again. Figures of a blocked project that stood
 * still since the collection before are its last ones: it may be removed.
 */
export async function finishCollection(
  db: Kysely<Database>,
  collection: Collection,
  end: { problem: CollectProblem | null; hasRecentChange: boolean; now: Date },
): Promise<void> {
  const { problem, now } = end;
  const failures = problem === null ? 0 : collection.failures + 1;
  const retry = Math.min(RETRY_SECONDS * 2 ** Math.max(failures - 1, 0), INTERVAL_SECONDS);
  const dueInSeconds = problem === null ? INTERVAL_SECONDS : retry;
  await db
    .updateTable('usage_collection')
    .set({
      lease_until: null,
      due_at: new Date(now.getTime() + dueInSeconds * 1000).toISOString(),
      failures,
      problem: problem?.message.slice(0, MAX_PROBLEM_LENGTH) ?? null,
      problem_at: problem === null ? null : now.toISOString(),
      ...(problem === null && { collected_at: now.toISOString() }),
      ...(problem?.isTooLong && { max_days: MAX_DAYS_WHEN_BUSY }),
    })
    .where('machine_project_id', '=', collection.machineProjectId)
    .execute();
  if (problem === null && isLastReport(collection, end.hasRecentChange)) {
    await sql`update machine_project set usage_final_at = ${now.toISOString()}
      where id = ${collection.machineProjectId} and seen = 'blocked'`.execute(db);
  }
}

/** Running jobs make figures grow, so two equal reports after the block mean that none is left. */
function isLastReport(
  { blockedSince, collectedAt }: Collection,
  hasRecentChange: boolean,
): boolean {
  if (blockedSince === null || collectedAt === null || hasRecentChange) return false;
  return Date.parse(collectedAt) >= Date.parse(blockedSince);
}
