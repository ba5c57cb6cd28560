import Big from 'big.js';
import { formatCredits } from '../parts/credits-bar.tsx';

/* The limits of a template in words; null is no limit. */

/** What the approval limit does to requests. */
export function describeApprovalLimit(limit: string | null, maximum: string | null): string {
  if (limit === null) return 'No limit: no request waits because of its size.';
  if (isZero(limit)) return '0: every request waits for a reviewer.';
  const words = `Requests above ${formatCredits(limit)} credits wait for a reviewer; up to that they are approved by themselves.`;
  const isIdle = maximum !== null && new Big(limit).gte(maximum);
  return isIdle ? `${words} It is not below the maximum, so none waits for its size.` : words;
}

/** What the maximum does to requests. */
export function describeMaximum(limit: string | null): string {
  if (limit === null) return 'No limit: no request is rejected because of its size.';
  if (isZero(limit)) return '0: none at all is accepted; every request for credits is rejected.';
  return `Requests above ${formatCredits(limit)} credits are rejected.`;
}

/** Both in few words, for a table. */
export function summarizeLimits(approval: string | null, maximum: string | null): [string, string] {
  return [
    approval === null
      ? 'None waits for its size'
      : isZero(approval)
        ? 'Every request waits'
        : `Above ${formatCredits(approval)} waits`,
    maximum === null
      ? 'No maximum'
      : isZero(maximum)
        ? 'None at all is accepted'
        : `Above ${formatCredits(maximum)} is rejected`,
  ];
}

const isZero = (limit: string): boolean => new Big(limit).eq(0);
