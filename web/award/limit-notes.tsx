import { Stack, Text } from '@mantine/core';
import Big from 'big.js';
import { formatCredits, formatLimit } from '../parts/credits-bar.tsx';

export interface LimitCheck {
  approvalLimit: string | null;
  maxLimit: string | null;
  isAboveApproval: boolean;
  isAboveMaximum: boolean;
  unmappedUnit: string | null;
  /** Whether approving is still to come. */
  isPending: boolean;
}

/** Both limits, and what they mean for these credits. */
export function LimitNotes(judgement: LimitCheck) {
  const { approvalLimit, maxLimit } = judgement;
  return (
    <Stack gap={4}>
      <Text size="sm">
        Approval limit {formatLimit(approvalLimit)} · maximum {formatLimit(maxLimit)}
      </Text>
      {describeLimits(judgement).map(({ words, color }) => (
        <Text key={words} size="sm" fw={500} c={color}>
          {words}
        </Text>
      ))}
    </Stack>
  );
}

function describeLimits(judgement: LimitCheck): { words: string; color: string }[] {
  const {
    approvalLimit,
    maxLimit,
    isAboveApproval,
    isAboveMaximum,
    unmappedUnit,
    isPending: isUndecided,
  } = judgement;
  const said: { words: string; color: string }[] = [];
  const [red, orange] = [textColor('red'), textColor('orange')];
  if (isAboveMaximum) {
    const granted = isUndecided ? ' Approving grants it all the same.' : '';
    const words = `Above the maximum of ${formatCredits(maxLimit)}.${granted}`;
    said.push({ words, color: red });
  }
  if (isAboveApproval && approvalLimit !== null) {
    const isNone = new Big(approvalLimit).eq(0);
    said.push(
      isNone
        ? { words: 'Every award of this template waits for a reviewer.', color: 'dimmed' }
        : {
            words: `Above the approval limit of ${formatCredits(approvalLimit)}: a reviewer decides.`,
            color: orange,
          },
    );
  }
  if (!isAboveApproval && !isAboveMaximum) {
    said.push({ words: 'Within the limits.', color: 'dimmed' });
  }
  if (unmappedUnit !== null) {
    const words = `The template does not map the unit ${unmappedUnit}; it is counted 1:1.`;
    said.push({ words, color: red });
  }
  return said;
}

/** Dark enough on light, light enough on dark, for text. */
export const textColor = (color: string): string =>
  `light-dark(var(--mantine-color-${color}-light-color), var(--mantine-color-${color}-4))`;
