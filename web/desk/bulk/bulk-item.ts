import Big from 'big.js';
import { toErrorMessage } from '../../api/api-error.ts';
import type { Award, Plan } from '../../api/types.ts';
import { planQuery, readAward } from '../../award/award-queries.ts';
import { describeBarrier, findBlockingReason } from '../../award/action-rules.ts';
import type { ReviewAction } from '../award-list-query.ts';

/** One award of a decision on several: what was read of it, and what became of it. */
export interface BulkItem {
  award: Award;
  step:
    | 'reading'
    /** It can be decided on, as far as one can know before. */
    | 'ready'
    /** It cannot; `words` say why. */
    | 'barred'
    | 'deciding'
    | 'done'
    /** The service refused; `words` are its own. */
    | 'refused'
    /** The reader stopped before its turn. */
    | 'stopped';
  message: string;
  /** Of the award as it was read: a decision holds for nothing else. */
  etag: string;
  /** What approving would do; a rejection has none. */
  plan: Plan | null;
}

export const createBulkItem = (award: Award): BulkItem => ({
  award,
  step: 'reading',
  message: '',
  etag: '',
  plan: null,
});

/** Reads an award and what stands in the way of deciding on it. Never throws. */
export async function readBulkItem(
  decision: ReviewAction,
  { award: shown }: BulkItem,
): Promise<BulkItem> {
  try {
    // First the award: what changes after that is caught by its ETag.
    const seen = await readAward(shown);
    const plan = decision === 'approve' ? await planQuery(seen, '').queryFn() : null;
    const [barrier] = plan?.barriers ?? [];
    const words = barrier
      ? describeBarrier(barrier.code, barrier.detail, seen.award)
      : (findBlockingReason(decision, seen.award) ?? '');
    return { ...seen, plan, message: words, step: words === '' ? 'ready' : 'barred' };
  } catch (error) {
    return { ...createBulkItem(shown), step: 'barred', message: toErrorMessage(error) };
  }
}

/** All credits that these approvals give, exactly. */
export function sumCredits(lines: readonly BulkItem[]): string {
  return lines.reduce((sum, { plan }) => sum.plus(plan?.credits.after ?? 0), new Big(0)).toFixed();
}

export const countItems = (lines: readonly BulkItem[], ...steps: BulkItem['step'][]): number =>
  lines.filter(({ step }) => steps.includes(step)).length;

export const isUnfinished = ({ step }: BulkItem): boolean => step !== 'done';
