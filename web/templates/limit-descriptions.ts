import Big from 'big.js';
import { formatCredits } from '../parts/credit-format.ts';

/* Sentences about the limits of a template; null is no limit. */

/** What the approval limit does to requests. */
export function describeApprovalLimit(limit: string | null, maximum: string | null): string {
  if (limit === null) return 'No limit: no request waits because of its size.';
  if (isZero(limit)) return '0: every request waits for a reviewer.';
  const sentence = `Requests above ${formatCredits(limit)} credits wait for a reviewer. Smaller requests are approved automatically.`;
  const hasNoEffect = maximum !== null && new Big(limit).gte(maximum);
  return hasNoEffect
    ? `${sentence} The limit is not below the maximum, so no request waits because of its size.`
    : sentence;
}

/** What the maximum does to requests. */
export function describeMaximum(limit: string | null): string {
  if (limit === null) return 'No limit: no request is rejected because of its size.';
  if (isZero(limit)) return '0: every request for credits is rejected.';
  return `Requests above ${formatCredits(limit)} credits are rejected.`;
}

/** Both limits in a few words, for a table. */
export function summarizeLimits(approval: string | null, maximum: string | null): [string, string] {
  return [
    approval === null
      ? 'No approval limit'
      : isZero(approval)
        ? 'Every request waits'
        : `Above ${formatCredits(approval)} waits`,
    maximum === null
      ? 'No maximum'
      : isZero(maximum)
        ? 'Every request is rejected'
        : `Above ${formatCredits(maximum)} is rejected`,
  ];
}

const isZero = (limit: string): boolean => new Big(limit).eq(0);
