import Big from 'big.js';
import { type Assessment, assessCredits } from '../../src/award/assess-credits.ts';
import type { Template } from '../api/types.ts';

/** Decimal credits as `1,250,000.50`: with thousands separators, to the cent; `–` for null. */
export function formatCredits(credits: string | null): string {
  return credits === null ? '–' : formatExactCredits(new Big(credits).round(2).toFixed());
}

/** Credits with every digit, for sentences that compare them: `1,000.001` is above `1,000`. */
export function formatExactCredits(credits: string): string {
  const [whole = '0', decimals = ''] = new Big(credits).toFixed().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === '' ? grouped : `${grouped}.${decimals.padEnd(2, '0')}`;
}

/** A limit as credits; null is "no limit". */
export function formatLimit(limit: string | null): string {
  return limit === null ? 'no limit' : formatCredits(limit);
}

/**
 * Compares an allocation with the limits of a template, with the function that the service decides
 * by. Returns null for an allocation that cannot be parsed.
 */
export function assessAllocation(
  template: Pick<Template, 'approval_limit' | 'max_credit_limit' | 'allocation_units_mapping'>,
  allocation: string | null,
): Assessment | null {
  try {
    return assessCredits(allocation, {
      approvalLimit: template.approval_limit,
      maxCreditLimit: template.max_credit_limit,
      allocationUnitsMapping: template.allocation_units_mapping,
    });
  } catch {
    return null;
  }
}
