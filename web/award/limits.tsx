import { Stack, Text } from '@mantine/core';
import Big from 'big.js';
import { formatCredits, limitInWords } from '../parts/credits.tsx';

export interface Judgement {
  approvalLimit: string | null;
  maxLimit: string | null;
  isAboveApproval: boolean;
  isAboveMaximum: boolean;
  unmappedUnit: string | null;
  /** Whether approving is still to come. */
  isUndecided: boolean;
}

/** Both limits, and what they mean for these credits. */
export function Limits(judgement: Judgement) {
  const { approvalLimit, maxLimit } = judgement;
  return (
    <Stack gap={4}>
      <Text size="sm">
        Approval limit {limitInWords(approvalLimit)} · maximum {limitInWords(maxLimit)}
      </Text>
      {wordsOf(judgement).map(({ words, color }) => (
        <Text key={words} size="sm" fw={500} c={color}>
          {words}
        </Text>
      ))}
    </Stack>
  );
}

function wordsOf(judgement: Judgement): { words: string; color: string }[] {
  const { approvalLimit, maxLimit, isAboveApproval, isAboveMaximum, unmappedUnit, isUndecided } =
    judgement;
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
