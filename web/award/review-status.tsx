import { Alert, Text } from '@mantine/core';
import { IconClockPause, IconGavel } from '@tabler/icons-react';
import { compareInstants } from '../../src/award/dates.ts';
import type { Award, AwardState } from '../api/types.ts';
import { formatRelativeTime, formatDateTime } from '../parts/time-format.tsx';
import type { AwardVersion } from './award-queries.ts';
import { ChangedBadge } from './changed-badge.tsx';
import { WhyItWaits } from './why-it-waits.tsx';

/** Until when a pending award cannot be approved; nothing once that time has passed. */
export function EmbargoAlert({ award: { state, details } }: { award: Award }) {
  const earliest = details.earliest_approve;
  if (state !== 'pending' || earliest === undefined) return null;
  if (compareInstants(earliest, new Date().toISOString()) <= 0) return null;
  return (
    <Alert color="orange" icon={<IconClockPause />} title="Under embargo">
      <Text size="sm">
        It cannot be approved before {formatDateTime(earliest)} ({formatRelativeTime(earliest)}).{' '}
        <ChangedBadge field="earliest_approve" />
      </Text>
    </Alert>
  );
}

/** How the decision that led to a state is shown. */
const decisionStyles: Readonly<Record<AwardState, { color: string; verb: string }>> = {
  approved: { color: 'green', verb: 'Approved' },
  rejected: { color: 'red', verb: 'Rejected' },
  canceled: { color: 'gray', verb: 'Last decided' },
  pending: { color: 'orange', verb: 'Last decided' },
};

/** Who decided, when, and the comment; for a pending award, why it waits. */
export function ReviewStatus({ version }: { version: AwardVersion }) {
  const { award } = version;
  if (award.state === 'pending') return <WhyItWaits version={version} />;
  return <LastDecision award={award} />;
}

function LastDecision({ award }: { award: Award }) {
  const { state, review_comment: comment, reviewed_at, reviewed_by_full_name } = award;
  const { color, verb } = decisionStyles[state];
  const decision =
    reviewed_at === null
      ? ''
      : `${verb} by ${reviewed_by_full_name || 'an unnamed account'} on ${formatDateTime(reviewed_at)}, ${formatRelativeTime(reviewed_at)}`;
  const withdrawal = state === 'canceled' ? 'Withdrawn by the awarding portal' : '';
  return (
    <Alert color={color} variant="light" icon={<IconGavel />} title={withdrawal || decision}>
      {withdrawal !== '' && decision !== '' && <Text size="sm">{decision}</Text>}
      <ReviewComment text={comment || (state === 'canceled' ? '' : 'No comment.')} />
    </Alert>
  );
}

function ReviewComment({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {text} <ChangedBadge field="Comment" />
    </Text>
  );
}
