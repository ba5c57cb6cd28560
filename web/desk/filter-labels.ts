import { formatCredits } from '../parts/credit-format.ts';
import { formatDate } from '../parts/time-format.tsx';
import type { FilterName } from './desk-view.ts';

/** A reason's code in words: `above_approval_limit` is "Above approval limit". */
export const formatReasonCode = (code: string): string =>
  code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');

/** The label of a filter by its value in the URL; amounts and days in the form of all pages. */
export const plainFilterLabels = {
  portal: (value) => `Portal: ${value}`,
  offering: (value) => `Offering: ${value}`,
  call: (value) => `Call: ${value}`,
  waiting_reason: (value) => `Waits: ${formatReasonCode(value)}`,
  waiting_since_after: (value) => `Waits since ${formatDate(value)} or later`,
  waiting_since_before: (value) => `Waits since ${formatDate(value)} or earlier`,
  created_after: (value) => `Arrived from ${formatDate(value)}`,
  created_before: (value) => `Arrived until ${formatDate(value)}`,
  requested_credits_min: (value) => `At least ${formatCredits(value)} credits`,
  requested_credits_max: (value) => `At most ${formatCredits(value)} credits`,
  start_date_after: (value) => `Starts from ${formatDate(value)}`,
  start_date_before: (value) => `Starts until ${formatDate(value)}`,
  end_date_after: (value) => `Ends from ${formatDate(value)}`,
  end_date_before: (value) => `Ends until ${formatDate(value)}`,
} as const satisfies Partial<Record<FilterName, (value: string) => string>>;
