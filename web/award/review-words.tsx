import { Alert, Text } from '@mantine/core';
import { IconAlertCircle, IconClockPause, IconGavel } from '@tabler/icons-react';
import { compareInstants } from '../../src/award/dates.ts';
import type { Award } from '../api/types.ts';
import { ago, formatMoment } from '../parts/time.tsx';
import { Changed } from './changed.tsx';

/** Until when it cannot be approved, while that is ahead. */
export function Embargo({ award: { state, details } }: { award: Award }) {
  const earliest = details.earliest_approve;
  if (state !== 'pending' || earliest === undefined) return null;
  if (compareInstants(earliest, new Date().toISOString()) <= 0) return null;
  return (
    <Alert color="orange" icon={<IconClockPause />} title="Under embargo">
      <Text size="sm">
        Not before {formatMoment(earliest)} ({ago(earliest)}), until then it cannot be approved.{' '}
        <Changed field="earliest_approve" />
      </Text>
    </Alert>
  );
}

const looks = {
  approved: { color: 'green', verb: 'Approved' },
  rejected: { color: 'red', verb: 'Rejected' },
  canceled: { color: 'gray', verb: 'Last decided' },
  draft: { color: 'gray', verb: 'Last decided' },
  pending: { color: 'orange', verb: '' },
} as const;

/** Who decided, when and with which words; of a pending award, what a reviewer must know. */
export function ReviewWords({ award }: { award: Award }) {
  const { state, review_comment: comment, reviewed_at, reviewed_by_full_name } = award;
  if (state === 'pending') {
    if (!comment) return null;
    return (
      <Alert color="orange" variant="light" icon={<IconAlertCircle />} title="To be looked at">
        <Words text={comment} />
      </Alert>
    );
  }
  const { color, verb } = looks[state];
  const decided =
    reviewed_at === null
      ? ''
      : `${verb} by ${reviewed_by_full_name || 'somebody'} on ${formatMoment(reviewed_at)}, ${ago(reviewed_at)}`;
  const withdrawn = state === 'canceled' ? 'Withdrawn by its awarding portal' : '';
  return (
    <Alert color={color} variant="light" icon={<IconGavel />} title={withdrawn || decided}>
      {withdrawn !== '' && decided !== '' && <Text size="sm">{decided}</Text>}
      <Words text={comment || (state === 'canceled' ? '' : 'No comment was given.')} />
    </Alert>
  );
}

function Words({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {text} <Changed field="Comment" />
    </Text>
  );
}
