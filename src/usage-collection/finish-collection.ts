import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Collection } from './claim-collections.ts';

/** Why a collection stopped, in words; `isTooLong`: fewer days may work. */
export interface CollectProblem {
  message: string;
  isTooLong: boolean;
}

const INTERVAL_SECONDS = 15 * 60;
/** Where older days are left: soon, but after the others that are due. */
const NEXT_DAYS_SECONDS = 5;
/** An equal question before that would share the failure of the first. */
const RETRY_SECONDS = 130;
/** On a busy machine a report of a month takes too long. */
const MAX_DAYS_WHEN_BUSY = 7;
const MAX_PROBLEM_LENGTH = 500;

/** How a collection went. */
interface CollectionEnd {
  /** Why it stopped; null where everything was answered. */
  problem: CollectProblem | null;
  /** Whether figures of today or yesterday changed. */
  hasRecentChange: boolean;
  /** Whether older days are left, and days became complete, so that the next collection gets on. */
  hasMoreDays: boolean;
  now: Date;
}

/**
 * Stores how a collection ended and when it is due again. Figures of a blocked project that stood
 * still since the collection before are its last ones: it may be removed.
 */
export async function finishCollection(
  db: Kysely<Database>,
  collection: Collection,
  end: CollectionEnd,
): Promise<void> {
  const { problem, now } = end;
  const failures = problem === null ? 0 : collection.failures + 1;
  const retry = Math.min(RETRY_SECONDS * 2 ** Math.max(failures - 1, 0), INTERVAL_SECONDS);
  const next = end.hasMoreDays ? NEXT_DAYS_SECONDS : INTERVAL_SECONDS;
  const dueInSeconds = problem === null ? next : retry;
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
  if (problem === null && isLastReport(collection, end)) {
    await sql`update machine_project set usage_final_at = ${now.toISOString()}
      where id = ${collection.machineProjectId} and seen = 'blocked'`.execute(db);
  }
}

/**
 * Running jobs make figures grow, so two equal reports after the block mean that none is left. Not
 * where older days are missing, or so soon after the last report that nothing could have grown.
 */
function isLastReport(
  { blockedSince, collectedAt }: Collection,
  { hasRecentChange, hasMoreDays, now }: CollectionEnd,
): boolean {
  if (blockedSince === null || collectedAt === null || hasRecentChange || hasMoreDays) return false;
  const collected = Date.parse(collectedAt);
  if (now.getTime() - collected < RETRY_SECONDS * 1000) return false;
  return collected >= Date.parse(blockedSince);
}
