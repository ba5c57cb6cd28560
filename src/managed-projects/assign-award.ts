import type { Transaction } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { AppContext } from '../http/app-context.ts';
import type { Caller } from '../http/caller.ts';
import { forbidden, notFound } from '../http/http-problem.ts';
import { mailColleagues } from '../mail/mail-colleague.ts';
import { lockAwardForReview } from './award-locks.ts';
import { changeAwardRecord } from './change-award-record.ts';
import type { AwardKey } from './decision-input.ts';
import { listReviewers, type Reviewer } from './reviewer-store.ts';

/**
 * Makes a reviewer take care of an award, or nobody (`userUuid` null), and says so in its audit; what
 * is so already changes nothing. Throws a 404 where the caller sees no such award, a 403 where they
 * may not decide about it, and BadInput where the assignee may not.
 */
export async function assignAward(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  awardKey: AwardKey,
  caller: Caller,
  userUuid: string | null,
): Promise<void> {
  await runInTransaction(db, async (trx) => {
    const locked = await lockAwardForReview(trx, awardKey, caller);
    if (locked === null) throw notFound();
    if (!caller.isStaff && !locked.isReviewer) throw forbidden();
    const award = await trx
      .selectFrom('managed_project')
      .select(['template_id', 'assignee_id'])
      .where('identifier', '=', awardKey.identifier)
      .where('destination', '=', awardKey.destination)
      .executeTakeFirstOrThrow();
    const assignee =
      userUuid === null ? null : await findReviewer(trx, award.template_id, userUuid);
    if ((assignee?.id ?? null) === award.assignee_id) return;
    const now = clock().toISOString();
    await changeAwardRecord(trx, awardKey, {
      values: { assignee_id: assignee?.id ?? null, assigned_at: assignee ? now : null },
      entry: {
        action: assignee ? 'assigned' : 'unassigned',
        note: assignee ? `To ${assignee.full_name || assignee.username}.` : '',
        ...(assignee && { concernsId: assignee.id }),
      },
      personId: caller.personId,
      now,
    });
    const news = { kind: 'award_assigned' as const, ...awardKey, author: caller.personId };
    await mailColleagues(trx, { ...news, personIds: assignee ? [assignee.id] : [] }, now);
  });
}

async function findReviewer(
  trx: Transaction<Database>,
  templateId: number,
  uuid: string,
): Promise<Reviewer> {
  const reviewers = await listReviewers(trx, templateId);
  const found = reviewers.find((reviewer) => reviewer.uuid === uuid);
  if (found !== undefined) return found;
  throw new BadInput('user_uuid', 'Only somebody who may decide about the award can get it.');
}
