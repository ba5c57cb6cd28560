/* Decides about one award of a bulk decision, and finds out what became of it. */

import { ApiError, toErrorMessage } from '../../api/api-error.ts';
import { readWithRetries } from '../../api/read-with-retries.ts';
import { readAward } from '../../award/award-queries.ts';
import { describeDecision, describeOutcome } from '../../award/decision-outcome.ts';
import { approveAward, refuseChange, rejectAward } from '../../award/decision-requests.ts';
import type { ReviewAction } from '../award-list-query.ts';
import type { BulkItem } from './bulk-item.ts';

/** What is decided about each award. */
export interface BulkDecision {
  action: ReviewAction;
  comment: string;
  /** UUID of the person who decides. */
  reviewerUuid: string;
}

const requests: Readonly<Record<ReviewAction, typeof approveAward>> = {
  'refuse-change': refuseChange,
  approve: approveAward,
  reject: rejectAward,
};

/** Sends the decision about the version of an award that was read. Never throws. */
export async function decideBulkItem(item: BulkItem, decision: BulkDecision): Promise<BulkItem> {
  try {
    await requests[decision.action](item.award, item.etag, decision.comment);
    return { ...item, step: 'done', message: '' };
  } catch (error) {
    const message = toErrorMessage(error);
    return error instanceof ApiError && error.mayHaveHappened
      ? checkBulkItem({ ...item, message }, decision)
      : { ...item, step: 'refused', message };
  }
}

/**
 * Looks what has become of an award whose reply was lost, as `message` says: it may hide a decision.
 * Never throws.
 */
export async function checkBulkItem(item: BulkItem, decision: BulkDecision): Promise<BulkItem> {
  const { action, comment, reviewerUuid } = decision;
  const before = { award: item.award, etag: item.etag };
  try {
    const after = await readWithRetries(() => readAward(item.award));
    if (describeOutcome({ action, before, values: { comment }, reviewerUuid }, after) !== null) {
      return { ...item, step: 'done', message: `Is ${describeDecision(after.award)}.` };
    }
    const found =
      after.etag === before.etag
        ? 'The award is as it was.'
        : `The award has changed meanwhile: it is ${describeDecision(after.award)}.`;
    return { ...item, step: 'refused', message: `${item.message} ${found}` };
  } catch {
    return { ...item, step: 'unknown' };
  }
}
