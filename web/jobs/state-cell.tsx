import { Badge, Text } from '@mantine/core';
import { MarkedText } from '../parts/marked-text.tsx';
import { RelativeTime } from '../parts/time-format.tsx';

interface StateCellProps {
  state: { label: string; color: string };
  /** More about how it ended. */
  outcome?: string | null;
  failedAttempts: number;
  nextAttempt?: string | null;
  /** Why it failed, in the words of others. */
  error: string | null;
}

/** What became of a job or a delivery, how often it failed and why. */
export function StateCell({ state, outcome, failedAttempts, nextAttempt, error }: StateCellProps) {
  return (
    <>
      <Badge variant="light" color={state.color}>
        {state.label}
      </Badge>
      {outcome && <Text size="xs">{outcome}</Text>}
      {failedAttempts > 0 && (
        <Text size="xs" c="dimmed">
          {failedAttempts.toLocaleString('en')} failed{' '}
          {failedAttempts === 1 ? 'attempt' : 'attempts'}
          {nextAttempt && (
            <>
              , next <RelativeTime time={nextAttempt} />
            </>
          )}
        </Text>
      )}
      {error !== null && (
        <Text size="xs">
          <MarkedText text={error} />
        </Text>
      )}
    </>
  );
}
