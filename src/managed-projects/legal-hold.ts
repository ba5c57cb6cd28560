/* Legal hold of awards (docs/rules/awards.md, A8.16): while one is under it, nothing of it is deleted. */

import type { Transaction } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import { DecisionRefusedError, legalHoldMessage } from '../award/decision-refused-error.ts';
import { lockLegalHolds } from '../database/legal-hold-sql.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { AppContext } from '../http/app-context.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import { notFound } from '../http/http-problem.ts';
import { lockAwardForReview } from './award-locks.ts';
import { changeAwardRecord } from './change-award-record.ts';
import type { AwardKey } from './decision-input.ts';

/** What staff change about the legal hold of an award, and why. */
export interface LegalHoldChange {
  action: 'legal_hold_set' | 'legal_hold_lifted';
  reason: string;
}

/**
 * Puts an award under legal hold or ends that, and says so in its audit; for staff. Throws BadInput
 * where the reason is blank, a 404 where the caller sees no such award, RefusedError (403) for others
 * than staff, and DecisionRefusedError (409) where the award is under legal hold already, or is not.
 */
export async function changeLegalHold(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  awardKey: AwardKey,
  caller: Caller,
  change: LegalHoldChange,
): Promise<void> {
  const { action } = change;
  const isSetting = action === 'legal_hold_set';
  await runInTransaction(db, async (trx) => {
    await lockLegalHolds(trx);
    if ((await lockAwardForReview(trx, awardKey, caller)) === null) throw notFound();
    requireStaff(caller);
    const reason = change.reason.trim();
    if (reason === '') throw new BadInput('reason', 'A reason is required.');
    const since = await findLegalHold(trx, awardKey);
    if (isSetting && since !== null) {
      throw new DecisionRefusedError('conflict', 'The award is under legal hold already.');
    }
    if (!isSetting && since === null) {
      throw new DecisionRefusedError('conflict', 'The award is not under legal hold.');
    }
    const now = clock().toISOString();
    await changeAwardRecord(trx, awardKey, {
      values: {
        legal_hold_since: isSetting ? now : null,
        legal_hold_reason: isSetting ? reason : null,
      },
      entry: { action, note: reason },
      personId: caller.personId,
      now,
    });
  });
}

/** Throws DecisionRefusedError where the award, which the transaction has locked, is under legal hold. */
export async function requireNoLegalHold(
  trx: Transaction<Database>,
  awardKey: AwardKey,
): Promise<void> {
  if ((await findLegalHold(trx, awardKey)) === null) return;
  throw new DecisionRefusedError('conflict', legalHoldMessage);
}

/** Since when the award is under legal hold, RFC 3339; null: it is not. */
async function findLegalHold(
  trx: Transaction<Database>,
  { identifier, destination }: AwardKey,
): Promise<string | null> {
  const award = await trx
    .selectFrom('managed_project')
    .select('legal_hold_since')
    .where('identifier', '=', identifier)
    .where('destination', '=', destination)
    .executeTakeFirst();
  return award?.legal_hold_since ?? null;
}
