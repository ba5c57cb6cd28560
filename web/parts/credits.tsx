import { Box, Group, Text } from '@mantine/core';
import Big from 'big.js';
import { type Assessment, assess } from '../../src/award/credits.ts';
import type { Template } from '../api/types.ts';
import styles from './credits-bar.module.css';

/** `1,250,000.50`: exact, grouped by thousands, without idle cents. */
export function formatCredits(credits: string | null): string {
  if (credits === null) return '–';
  const [whole = '0', decimals = ''] = new Big(credits).toFixed().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === '' ? grouped : `${grouped}.${decimals.padEnd(2, '0')}`;
}

/** A limit in words. */
export function limitInWords(limit: string | null): string {
  return limit === null ? 'no limit' : formatCredits(limit);
}

/** What an allocation means under a template, by the code that decides. null: it cannot be read. */
export function assessUnder(
  template: Pick<Template, 'approval_limit' | 'max_credit_limit' | 'allocation_units_mapping'>,
  allocation: string | null,
): Assessment | null {
  try {
    return assess(allocation, {
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
  before?: string | null | undefined;
  approvalLimit: string | null;
  maxLimit: string | null;
}

/** Credits as a bar against both limits: what passes by itself, what waits, what is too much. */
export function CreditsBar({ credits, before = null, approvalLimit, maxLimit }: CreditsBarProps) {
  const amount = numberOf(credits);
  const limits = [approvalLimit, maxLimit].filter((limit) => limit !== null).map(numberOf);
  const end = Math.max(amount, numberOf(before), ...limits, 1) * 1.05;
  const share = (value: number): string => `${Math.min(100, (value / end) * 100)}%`;
  const words = `${formatCredits(credits)} credits; approval limit ${limitInWords(approvalLimit)}, maximum ${limitInWords(maxLimit)}`;
  // Plain elements, as a list has a hundred of them.
  return (
    <span className={styles.bar} role="img" aria-label={words} title={words}>
      <span
        className={styles.amount}
        style={{ width: share(amount), background: colorOf(amount, approvalLimit, maxLimit) }}
      />
      {before !== null && <Mark at={share(numberOf(before))} color="text" />}
      {approvalLimit !== null && <Mark at={share(numberOf(approvalLimit))} color="orange-filled" />}
      {maxLimit !== null && <Mark at={share(numberOf(maxLimit))} color="red-filled" />}
    </span>
  );
}

function Mark({ at, color }: { at: string; color: string }) {
  return (
    <span
      className={styles.mark}
      style={{ left: at, background: `var(--mantine-color-${color})` }}
    />
  );
}

/** Only for how long a bar is; amounts are shown exactly. */
function numberOf(credits: string | null): number {
  return credits === null ? 0 : Number(credits);
}

function colorOf(amount: number, approvalLimit: string | null, maxLimit: string | null): string {
  const isAbove = (limit: string | null): boolean => limit !== null && amount > numberOf(limit);
  const color = isAbove(maxLimit) ? 'red' : isAbove(approvalLimit) ? 'orange' : 'gate';
  return `var(--mantine-color-${color}-filled)`;
}

/** Credits in figures beside their bar. */
export function CreditsLine(props: CreditsBarProps) {
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
