import './credits-bar.css';
import Big from 'big.js';
import { type Assessment, assessCredits } from '../../src/award/assess-credits.ts';
import type { Template } from '../api/types.ts';

/** Decimal credits as `1,250,000.50`: with thousands separators, to the cent; `–` for null. */
export function formatCredits(credits: string | null): string {
  if (credits === null) return '–';
  const [whole = '0', decimals = ''] = new Big(credits).round(2).toFixed().split('.');
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

interface CreditsBarProps {
  credits: string | null;
  /** The credits that the project has now. */
  currentCredits?: string | null | undefined;
  approvalLimit: string | null;
  maxLimit: string | null;
}

/** A bar of the credits with marks for the project's current credits and for both limits. */
export function CreditsBar({
  credits,
  currentCredits = null,
  approvalLimit,
  maxLimit,
}: CreditsBarProps) {
  const amount = toNumber(credits);
  const limits = [approvalLimit, maxLimit].filter((limit) => limit !== null).map(toNumber);
  const end = Math.max(amount, toNumber(currentCredits), ...limits, 1) * 1.05;
  const share = (value: number): string => `${Math.min(100, (value / end) * 100)}%`;
  const label = `${formatCredits(credits)} credits; approval limit ${formatLimit(approvalLimit)}, maximum ${formatLimit(maxLimit)}`;
  // Plain elements instead of Mantine's: a list shows fifty bars at once.
  return (
    <div role="img" aria-label={label} title={label} className="credits-bar">
      <span
        className="credits-bar-fill"
        data-color={chooseBarColor(amount, approvalLimit, maxLimit)}
        style={{ width: share(amount) }}
      />
      {currentCredits !== null && <BarMark at={share(toNumber(currentCredits))} of="current" />}
      {approvalLimit !== null && <BarMark at={share(toNumber(approvalLimit))} of="approval" />}
      {maxLimit !== null && <BarMark at={share(toNumber(maxLimit))} of="maximum" />}
    </div>
  );
}

function BarMark({ at, of }: { at: string; of: 'current' | 'approval' | 'maximum' }) {
  return <span className="credits-bar-mark" data-of={of} style={{ left: at }} />;
}

/** Good enough for the length of a bar; amounts are shown as exact decimals. */
function toNumber(credits: string | null): number {
  return credits === null ? 0 : Number(credits);
}

function chooseBarColor(
  amount: number,
  approvalLimit: string | null,
  maxLimit: string | null,
): string {
  if (maxLimit !== null && amount > toNumber(maxLimit)) return 'red';
  if (approvalLimit !== null && amount > toNumber(approvalLimit)) return 'orange';
  return 'gate';
}
