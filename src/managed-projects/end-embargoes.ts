/* Approves the awards that only an embargo kept waiting, once it has ended. */

import { type Kysely, sql, type Transaction } from 'kysely';
import { decideEmbargoEnd } from '../award/decide-without-message.ts';
import { hasChanges } from '../award/award-decision.ts';
import { toDecisionTime } from '../award/existing-award.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { BaseUrl } from '../http/resource-urls.ts';
import { lockAwardForMessage } from './award-locks.ts';
import { type AwardKey, loadDecisionInput } from './decision-input.ts';
import { isConcurrentConflict } from './receive-award.ts';
import { createApprovalInput } from './review-award.ts';
import { storeDecision } from './store-decision.ts';

export interface EmbargoContext {
  db: Kysely<Database>;
  clock: () => Date;
  /** Of the URLs that the awards' links get. */
  baseUrl: BaseUrl;
  /** Hears of an award that could not be decided; the others are decided all the same. */
  onError: (error: unknown) => void;
}

const BATCH_SIZE = 100;

/**
 * Lets the robot decide about every award whose embargo, the only reason that it waited for, has
 * ended (docs/rules/awards.md, A3.16). Several processes may do so at once: each award is decided
 * under its lock. Returns how many awards were decided. Throws where the database is unavailable.
 */
export async function endEmbargoes(context: EmbargoContext): Promise<number> {
  const failed = new Set<number>();
  let decided = 0;
  for (;;) {
    const due = await loadEndedEmbargoes(context.db, context.clock().toISOString(), [...failed]);
    if (due.length === 0) return decided;
    for (const { id, ...awardKey } of due) {
      try {
        if (await endEmbargo(context, awardKey)) decided += 1;
        // Nothing to decide yet, or not by the robot: it must not be found again in this run.
        else failed.add(id);
      } catch (error) {
        failed.add(id);
        context.onError(error);
      }
    }
  }
}

/** The index managed_project_embargo holds just these, so that a run with none reads nothing. */
async function loadEndedEmbargoes(
  db: Kysely<Database>,
  now: string,
  exceptIds: number[],
): Promise<(AwardKey & { id: number })[]> {
  const { rows } = await sql<AwardKey & { id: number }>`
    select id, identifier, destination from managed_project
    where state = 'pending' and jsonb_array_length(waiting_reasons) = 1
      and waiting_reasons -> 0 ->> 'code' = 'embargoed'
      and earliest_approve <= ${now} and id <> all(${exceptIds}::bigint[])
    order by earliest_approve, id limit ${BATCH_SIZE}`.execute(db);
  return rows;
}

/** False where the award is not waiting any more, or the decision changes nothing. */
function endEmbargo({ db, clock, baseUrl }: EmbargoContext, awardKey: AwardKey): Promise<boolean> {
  const work = async (trx: Transaction<Database>): Promise<boolean> => {
    await lockAwardForMessage(trx, awardKey);
    const { existing } = await loadDecisionInput(trx, awardKey);
    if (existing?.state !== 'pending' || existing.waitingReasons[0]?.code !== 'embargoed') {
      return false;
    }
    const input = createApprovalInput(toDecisionTime(clock()), baseUrl);
    const decision = decideEmbargoEnd(existing, input);
    if (!hasChanges(decision)) return false;
    await storeDecision(trx, { ...awardKey, existing, actor: null, now: input.now }, decision);
    return true;
  };
  return runInTransaction(db, work, isConcurrentConflict);
}
