import './credits-bar.css';
import { Box, Group, Text } from '@mantine/core';
import Big from 'big.js';
import { type Assessment, assessCredits } from '../../src/award/credits.ts';
import type { Template } from '../api/types.ts';

/** `1,250,000.50`: exact, grouped by thousands, without idle cents. */
export function formatCredits(credits: string | null): string {
  if (credits === null) return '–';
  const [whole = '0', decimals = ''] = new Big(credits).toFixed().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === '' ? grouped : `${grouped}.${decimals.padEnd(2, '0')}`;
}

/** A limit in words. */
export function formatLimit(limit: string | null): string {
  return limit === null ? 'no limit' : formatCredits(limit);
}

/** What an allocation means under a template, by the code that decides. null: it cannot be read. */
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
  /** What the project has already. */
  currentCredits?: string | null | undefined;
  approvalLimit: string | null;
  maxLimit: string | null;
}

/** Credits as a bar against both limits: what passes by itself, what waits, what is too much. */
export function CreditsBar({
  credits,
  currentCredits: before = null,
  approvalLimit,
  maxLimit,
}: CreditsBarProps) {
  const amount = toNumber(credits);
  const limits = [approvalLimit, maxLimit].filter((limit) => limit !== null).map(toNumber);
  const end = Math.max(amount, toNumber(before), ...limits, 1) * 1.05;
  const share = (value: number): string => `${Math.min(100, (value / end) * 100)}%`;
  const words = `${formatCredits(credits)} credits; approval limit ${formatLimit(approvalLimit)}, maximum ${formatLimit(maxLimit)}`;
  // Plain elements: a list shows fifty of these at once.
  return (
    <div role="img" aria-label={words} title={words} className="credits-bar">
      <span
        className="credits-bar-fill"
        data-color={chooseBarColor(amount, approvalLimit, maxLimit)}
        style={{ width: share(amount) }}
      />
      {before !== null && <BarMark at={share(toNumber(before))} of="before" />}
      {approvalLimit !== null && <BarMark at={share(toNumber(approvalLimit))} of="approval" />}
      {maxLimit !== null && <BarMark at={share(toNumber(maxLimit))} of="maximum" />}
    </div>
  );
}

function BarMark({ at, of }: { at: string; of: 'before' | 'approval' | 'maximum' }) {
  return <span className="credits-bar-mark" data-of={of} style={{ left: at }} />;
}

/** Only for how long a bar is; amounts are shown exactly. */
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

/** Credits in figures beside their bar. */
export function CreditsWithBar(props: CreditsBarProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Text span size="sm" ff="monospace">
        {formatCredits(props.credits)}
      </Text>
      <Box flex={1}>
        <CreditsBar {...props} />
      </Box>
    </Group>
  );
}
