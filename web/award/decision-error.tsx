import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefreshAlert } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { ApiError, toErrorMessage } from '../api/api-error.ts';
import { AwardDiff } from './award-diff.tsx';
import type { AwardVersion } from './award-queries.ts';

/** The award is another than the one that was decided about: nothing was done. */
export function AwardChangedAlert({
  before,
  after,
}: {
  before: AwardVersion;
  after: AwardVersion;
}) {
  return (
    <Alert
      ref={useFocusOnChange(after)}
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
export function DecisionError({ error, words }: { error: Error; words: string }) {
  const status = error instanceof ApiError ? error.status : 0;
  const hasEnded = status === 401;
  const panel = useFocusOnChange(hasEnded ? null : error);
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
            : toErrorMessage(error)}
      </Text>
    </Alert>
  );
}

/** Leads whoever uses the keyboard or a reader to what is said; null leaves the focus alone. */
function useFocusOnChange(occasion: object | null): RefObject<HTMLDivElement | null> {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (occasion !== null) panel.current?.focus();
  }, [occasion]);
  return panel;
}
