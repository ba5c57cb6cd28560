import Big from 'big.js';
import { wordsOf } from '../../api/problem.ts';
import type { Award, Plan } from '../../api/types.ts';
import { planQuery, readAward } from '../../award/award-query.ts';
import { barrierInWords, whyNot } from '../../award/rules.ts';
import type { Decision } from '../awards.ts';

/** One award of a decision on several: what was read of it, and what became of it. */
export interface Line {
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
  words: string;
  /** Of the award as it was read: a decision holds for nothing else. */
  etag: string;
  /** What approving would do; a rejection has none. */
  plan: Plan | null;
}

export const unread = (award: Award): Line => ({
  award,
  step: 'reading',
  words: '',
  etag: '',
  plan: null,
});

/** Reads an award and what stands in the way of deciding on it. Never throws. */
export async function read(decision: Decision, { award: shown }: Line): Promise<Line> {
  try {
    // First the award: what changes after that is caught by its ETag.
    const seen = await readAward(shown);
    const plan = decision === 'approve' ? await planQuery(seen, '').queryFn() : null;
    const [barrier] = plan?.barriers ?? [];
    const words = barrier
      ? barrierInWords(barrier.code, barrier.detail, seen.award)
      : (whyNot(decision, seen.award) ?? '');
    return { ...seen, plan, words, step: words === '' ? 'ready' : 'barred' };
  } catch (error) {
    return { ...unread(shown), step: 'barred', words: wordsOf(error) };
  }
}

/** All credits that these approvals give, exactly. */
export function totalCredits(lines: readonly Line[]): string {
  return lines.reduce((sum, { plan }) => sum.plus(plan?.credits.after ?? 0), new Big(0)).toFixed();
}

export const counted = (lines: readonly Line[], ...steps: Line['step'][]): number =>
  lines.filter(({ step }) => steps.includes(step)).length;

export const isOpen = ({ step }: Line): boolean => step !== 'done';
