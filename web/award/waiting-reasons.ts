import {
  type WaitingReason,
  type WaitingReasonCode,
  waitingReasonCodes,
} from '../../src/award/waiting-reason.ts';
import { formatSentence } from '../parts/sentence.tsx';
import type { Award } from '../api/types.ts';
import { formatAllocation } from '../parts/allocation-format.ts';
import { formatComparedCredits, formatExcess } from '../parts/compared-credits.ts';
import { formatDate, formatZonedTime } from '../parts/time-format.tsx';

/** A reason as the interface sends it; a newer service may send codes that are unknown here. */
type SentReason = Award['waiting_reasons'][number];

/** How a reason is shown: a short form for lists, and a sentence where ours says more. */
interface ReasonText<Code extends WaitingReasonCode> {
  short: (reason: Extract<WaitingReason, { code: Code }>, award: Award) => string;
  sentence?: (reason: Extract<WaitingReason, { code: Code }>) => string;
}

/** A new reason does not compile until it has a short form. */
const reasonTexts: { [Code in WaitingReasonCode]: ReasonText<Code> } = {
  above_approval_limit: {
    short: ({ credits, limit }) => `Above the limit by ${formatExcess(credits, limit).excess}`,
    sentence: (reason) => {
      const { credits, bound, excess } = formatExcess(reason.credits, reason.limit);
      return `${credits} credits are above the approval limit of ${bound}, by ${excess}.`;
    },
  },
  above_maximum: {
    short: ({ credits, maximum }) =>
      `Above the maximum by ${formatExcess(credits, maximum).excess}`,
    sentence: (reason) => {
      const { credits, bound, excess } = formatExcess(reason.credits, reason.maximum);
      return `${credits} credits are above the maximum of ${bound}, by ${excess}.`;
    },
  },
  every_award_waits: { short: () => 'Every award waits' },
  embargoed: {
    short: ({ until }) => `Embargo until ${formatZonedTime(until)}`,
  },
  same_name: { short: () => 'Project of the same name' },
  unmapped_unit: { short: ({ unit }) => `Unmapped unit ${unit}` },
  odd_message: { short: () => 'Part of the message left out' },
  arrived_as_update: { short: () => 'Arrived as an update' },
  asked_again: { short: () => 'Asked again' },
  returned: { short: () => 'Asked again after withdrawal' },
  larger_allocation: {
    short: (_reason, award) =>
      `Change: ${formatAllocation(award.in_force_allocation)} → ${formatAllocation(award.details.allocation)}`,
    sentence: (reason) => {
      const amounts = [reason.current, reason.credits, reason.limit];
      const [current, credits, limit] = formatComparedCredits(amounts);
      return `The running project asks for more credits: ${current} → ${credits}. Above ${limit} a reviewer decides.`;
    },
  },
  now_within_limits: { short: () => 'Now within the limits' },
  end_date_passed: {
    short: () => 'End date passed',
    sentence: ({ end }) => `A new project cannot end on ${formatDate(end)}, today or before.`,
  },
  project_missing: { short: () => 'Project removed' },
  detached: { short: () => 'Project detached' },
  reopened: { short: () => 'Reopened' },
  unknown: { short: () => 'Reason not recorded' },
};

/** The reason with the texts for it; null for a code that these pages do not know. */
function findTexts(reason: SentReason): [ReasonText<WaitingReasonCode>, WaitingReason] | null {
  const code = waitingReasonCodes.find((one) => one === reason.code);
  if (code === undefined) return null;
  return [reasonTexts[code] as ReasonText<WaitingReasonCode>, reason as object as WaitingReason];
}

/** A reason in a few words, for lists: `Above the limit by 900`. */
export function formatShortReason(reason: SentReason, award: Award): string {
  const [texts, known] = findTexts(reason) ?? [];
  return texts && known ? texts.short(known, award) : formatSentence(reason.text);
}

/** A reason as a sentence, for Sentence. */
export function describeReason(reason: SentReason): string {
  const [texts, known] = findTexts(reason) ?? [];
  return (known && texts?.sentence?.(known)) ?? reason.text;
}

/** Whether an award waits for this reason, beside others. */
export const hasWaitingReason = (
  { waiting_reasons: reasons }: Award,
  code: WaitingReasonCode,
): boolean => reasons.some((reason) => reason.code === code);

/**
 * What the review comment says beside the reasons, of which the service composes it, for Sentence; null for
 * nothing.
 */
export function findOwnComment({ review_comment, waiting_reasons }: Award): string | null {
  const rest = waiting_reasons.reduce(
    (comment, { text }) => comment.replace(text, ''),
    review_comment ?? '',
  );
  return rest.trim() === '' ? null : rest.trim();
}
