import { Stack, Text } from '@mantine/core';
import Big from 'big.js';
import { formatCredits, formatLimit } from '../parts/credit-format.ts';

/** Credits compared with the limits of a template. */
export interface LimitCheck {
  approvalLimit: string | null;
  maxLimit: string | null;
  isAboveApproval: boolean;
  isAboveMaximum: boolean;
  unmappedUnit: string | null;
  /** Whether the award still waits for a decision. */
  isPending: boolean;
}

/** Both limits, and what they mean for the credits. */
export function LimitNotes(check: LimitCheck) {
  const { approvalLimit, maxLimit } = check;
  return (
    <Stack gap={4}>
      <Text size="sm">
        Approval limit {formatLimit(approvalLimit)} · maximum {formatLimit(maxLimit)}
      </Text>
      {describeLimits(check).map(({ text, color }) => (
        <Text key={text} size="sm" fw={500} c={color}>
          {text}
        </Text>
      ))}
    </Stack>
  );
}

function describeLimits(check: LimitCheck): { text: string; color: string }[] {
  const { approvalLimit, maxLimit, isAboveApproval, isAboveMaximum, unmappedUnit } = check;
  const notes: { text: string; color: string }[] = [];
  const [red, orange] = [textColor('red'), textColor('orange')];
  if (isAboveMaximum) {
    const hint = check.isPending ? ' Approving the award grants it anyway.' : '';
    const text = `Above the maximum of ${formatCredits(maxLimit)}.${hint}`;
    notes.push({ text, color: red });
  }
  if (isAboveApproval && approvalLimit !== null) {
    const isNone = new Big(approvalLimit).eq(0);
    notes.push(
      isNone
        ? { text: 'Every award of this template waits for a reviewer.', color: 'dimmed' }
        : {
            text: `Above the approval limit of ${formatCredits(approvalLimit)}: a reviewer decides.`,
            color: orange,
          },
    );
  }
  if (!isAboveApproval && !isAboveMaximum) {
    notes.push({ text: 'Within the limits.', color: 'dimmed' });
  }
  if (unmappedUnit !== null) {
    const text = `The template does not map the unit ${unmappedUnit}; it is counted 1:1.`;
    notes.push({ text, color: red });
  }
  return notes;
}

/** A shade of a colour with enough contrast for text in both themes. */
export const textColor = (color: string): string =>
  `light-dark(var(--mantine-color-${color}-light-color), var(--mantine-color-${color}-4))`;
