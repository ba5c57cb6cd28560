import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefreshAlert } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { ApiError, toErrorMessage } from '../api/api-error.ts';
import { AwardDiff } from './award-diff.tsx';
import type { AwardVersion } from './award-queries.ts';

interface AwardChangedAlertProps {
  before: AwardVersion;
  after: AwardVersion;
}

/** Says that the award changed, so that nothing was done, and shows what changed. */
export function AwardChangedAlert({ before, after }: AwardChangedAlertProps) {
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
        Nothing was done, and what you typed is kept. Read what changed since you saw the award,
        then decide again.
      </Text>
      <AwardDiff before={before} after={after} />
    </Alert>
  );
}

/** Why the decision was not made. */
export function DecisionError({ error, actionLabel }: { error: unknown; actionLabel: string }) {
  const isSessionExpired = error instanceof ApiError && error.status === 401;
  // An expired session opens the sign-in dialog, which needs the focus.
  const ref = useFocusOnChange(isSessionExpired ? null : error);
  return (
    <Alert
      ref={ref}
      tabIndex={-1}
      styles={{ body: { minWidth: 0 } }}
      role="alert"
      color={isSessionExpired ? 'orange' : 'red'}
      icon={<IconAlertTriangle />}
      title={isSessionExpired ? 'Not done yet: your session had expired' : 'Not done'}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {describeError(error, actionLabel)}
      </Text>
    </Alert>
  );
}

function describeError(error: unknown, actionLabel: string): string {
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 401) {
    return `What you typed is kept. Sign in, then press ${actionLabel} again.`;
  }
  if (status === 404) return 'The award was deleted, or you may no longer see it.';
  return toErrorMessage(error);
}

/** Moves the focus to the element whenever `trigger` changes; null leaves the focus alone. */
function useFocusOnChange(trigger: unknown): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (trigger !== null) ref.current?.focus();
  }, [trigger]);
  return ref;
}
