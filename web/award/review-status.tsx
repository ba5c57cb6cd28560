import { Alert, Text } from '@mantine/core';
import { IconAlertCircle, IconClockPause, IconGavel } from '@tabler/icons-react';
import { compareInstants } from '../../src/award/dates.ts';
import type { Award } from '../api/types.ts';
import { formatRelativeTime, formatDateTime } from '../parts/time-format.tsx';
import { ChangedBadge } from './changed-badge.tsx';

/** Until when it cannot be approved, while that is ahead. */
export function EmbargoAlert({ award: { state, details } }: { award: Award }) {
  const earliest = details.earliest_approve;
  if (state !== 'pending' || earliest === undefined) return null;
  if (compareInstants(earliest, new Date().toISOString()) <= 0) return null;
  return (
    <Alert color="orange" icon={<IconClockPause />} title="Under embargo">
      <Text size="sm">
        Not before {formatDateTime(earliest)} ({formatRelativeTime(earliest)}), until then it cannot
        be approved. <ChangedBadge field="earliest_approve" />
      </Text>
    </Alert>
  );
}

const stateStyles = {
  approved: { color: 'green', verb: 'Approved' },
  rejected: { color: 'red', verb: 'Rejected' },
  canceled: { color: 'gray', verb: 'Last decided' },
  draft: { color: 'gray', verb: 'Last decided' },
  pending: { color: 'orange', verb: '' },
} as const;

/** Who decided, when and with which words; of a pending award, what a reviewer must know. */
export function ReviewStatus({ award }: { award: Award }) {
  const { state, review_comment: comment, reviewed_at, reviewed_by_full_name } = award;
  if (state === 'pending') {
    if (!comment) return null;
    return (
      <Alert color="orange" variant="light" icon={<IconAlertCircle />} title="To be looked at">
        <ReviewComment text={comment} />
      </Alert>
    );
  }
  const { color, verb } = stateStyles[state];
  const decided =
    reviewed_at === null
      ? ''
      : `${verb} by ${reviewed_by_full_name || 'somebody'} on ${formatDateTime(reviewed_at)}, ${formatRelativeTime(reviewed_at)}`;
  const withdrawn = state === 'canceled' ? 'Withdrawn by its awarding portal' : '';
  return (
    <Alert color={color} variant="light" icon={<IconGavel />} title={withdrawn || decided}>
      {withdrawn !== '' && decided !== '' && <Text size="sm">{decided}</Text>}
      <ReviewComment text={comment || (state === 'canceled' ? '' : 'No comment was given.')} />
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
