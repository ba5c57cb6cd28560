import Big from 'big.js';
import { toErrorMessage } from '../../api/api-error.ts';
import type { Award, Plan } from '../../api/types.ts';
import { describeBarrier, findBlockingReason } from '../../award/award-action-rules.ts';
import { planQuery, readAward } from '../../award/award-queries.ts';
import type { ReviewAction } from '../award-list-query.ts';

/** One award of a bulk decision: how it was read, and what became of it. */
export interface BulkItem {
  award: Award;
  step:
    | 'reading'
    /** As far as is known, it can be decided about. */
    | 'ready'
    /** It cannot be decided about; `message` says why. */
    | 'blocked'
    | 'deciding'
    /** Decided as asked; `message` says by whom where the reply was lost, else it is empty. */
    | 'done'
    /** The service refused the decision; `message` is its error. */
    | 'refused'
    /** The reply was lost, and so was every look at what is stored; `message` says how. */
    | 'unknown'
    /** The reader stopped before this award was reached. */
    | 'stopped';
  message: string;
  /** The version that was read; the decision applies to no other. */
  etag: string;
  /** What approving would do; null for rejections. */
  plan: Plan | null;
}

export const createBulkItem = (award: Award): BulkItem => ({
  award,
  step: 'reading',
  message: '',
  etag: '',
  plan: null,
});

/** Reads an award and finds out whether it can be decided about. Never throws. */
export async function readBulkItem(action: ReviewAction, { award }: BulkItem): Promise<BulkItem> {
  try {
    // The award comes before its plan: the ETag catches what changes in between.
    const version = await readAward(award);
    const plan = action === 'approve' ? await planQuery(version, '').queryFn() : null;
    const [barrier] = plan?.barriers ?? [];
    const message = barrier
      ? describeBarrier(barrier.code, barrier.detail, version.award)
      : (findBlockingReason(action, version.award) ?? '');
    return { ...version, plan, message, step: message === '' ? 'ready' : 'blocked' };
  } catch (error) {
    return { ...createBulkItem(award), step: 'blocked', message: toErrorMessage(error) };
  }
}

/** The credits that all of these approvals would grant, as exact decimal text. */
export function sumCredits(items: readonly BulkItem[]): string {
  return items.reduce((sum, { plan }) => sum.plus(plan?.credits.after ?? 0), new Big(0)).toFixed();
}

export const countItems = (items: readonly BulkItem[], ...steps: BulkItem['step'][]): number =>
  items.filter(({ step }) => steps.includes(step)).length;

export const isUnfinished = ({ step }: BulkItem): boolean => step !== 'done';
