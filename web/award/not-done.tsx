import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefreshAlert } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { Problem, wordsOf } from '../api/problem.ts';
import { AwardDiff } from './award-diff.tsx';
import type { SeenAward } from './award-query.ts';

/** The award is another than the one that was decided about: nothing was done. */
export function ChangedMeanwhile({ before, after }: { before: SeenAward; after: SeenAward }) {
  return (
    <Alert
      ref={useFocusOn(after)}
      tabIndex={-1}
      styles={{ body: { minWidth: 0 } }}
      role="alert"
      color="orange"
      icon={<IconRefreshAlert />}
      title="This award changed while you were deciding"
    >
      <Text size="sm" mb="xs">
        Nothing was done, and what you typed is kept. This is what changed since you saw it; read it
        and decide again.
      </Text>
      <AwardDiff before={before} after={after} />
    </Alert>
  );
}

/** Why it was not done, in the service's own words. */
export function NotDone({ error, words }: { error: Error; words: string }) {
  const status = error instanceof Problem ? error.status : 0;
  const hasEnded = status === 401;
  const panel = useFocusOn(hasEnded ? null : error);
  return (
    <Alert
      ref={panel}
      tabIndex={-1}
      styles={{ body: { minWidth: 0 } }}
      role="alert"
      color={hasEnded ? 'orange' : 'red'}
      icon={<IconAlertTriangle />}
      title={hasEnded ? 'Not done yet: your session had ended' : 'That did not work'}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {hasEnded
          ? `Nothing that you typed is lost. Once you have signed in, press ${words} again.`
          : status === 404
            ? 'The award is not there any more, or is no longer yours to see.'
            : wordsOf(error)}
      </Text>
    </Alert>
  );
}

/** Leads whoever uses the keyboard or a reader to what is said; null leaves the focus alone. */
function useFocusOn(occasion: object | null): RefObject<HTMLDivElement | null> {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (occasion !== null) panel.current?.focus();
  }, [occasion]);
  return panel;
}
