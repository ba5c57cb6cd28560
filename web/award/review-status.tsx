import { Alert, Text } from '@mantine/core';
import { IconClockPause, IconGavel } from '@tabler/icons-react';
import { compareInstants } from '../../src/award/dates.ts';
import type { Award, AwardState } from '../api/types.ts';
import { Sentence } from '../parts/sentence.tsx';
import {
  formatDateTime,
  formatFullTime,
  formatRelativeTime,
  formatZonedAge,
} from '../parts/time-format.tsx';
import type { AwardVersion } from './award-queries.ts';
import { ChangedBadge } from './changed-badge.tsx';
import { useAwardHistory } from './use-award-history.ts';
import { WhyItWaits } from './why-it-waits.tsx';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

/** Until when a pending award cannot be approved; nothing once that time has passed. */
export function EmbargoAlert({ award: { state, details } }: { award: Award }) {
  const earliest = details.earliest_approve;
  if (state !== 'pending' || earliest === undefined) return null;
  if (compareInstants(earliest, new Date().toISOString()) <= 0) return null;
  return (
    <Alert color="orange" icon={<IconClockPause />} title="Under embargo">
      <Text size="sm">
        It cannot be approved before{' '}
        <time dateTime={earliest} title={formatFullTime(earliest)}>
          {formatZonedAge(earliest)}
        </time>
        . <ChangedBadge field="earliest_approve" />
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
  return <LastDecision version={version} />;
}

function LastDecision({ version }: { version: AwardVersion }) {
  const { award } = version;
  const { state, review_comment: comment, reviewed_at, reviewed_by_full_name } = award;
  const { color, verb } = decisionStyles[state];
  const reviewer = showHiddenCharacters(reviewed_by_full_name) || 'an unnamed account';
  const decision = reviewed_at !== null && (
    <>
      {verb} by {reviewer} on{' '}
      <time dateTime={reviewed_at} title={formatFullTime(reviewed_at)}>
        {formatDateTime(reviewed_at)}, {formatRelativeTime(reviewed_at)}
      </time>
    </>
  );
  const reason = useDecisionNote(version);
  // Readers without the history do not see whether the decision has a note.
  const seesHistory = (useAwardHistory(version).data?.total ?? 0) > 0;
  const withdrawal = state === 'canceled' ? 'Withdrawn by the awarding portal' : '';
  return (
    <Alert color={color} variant="light" icon={<IconGavel />} title={withdrawal || decision}>
      {withdrawal !== '' && decision !== false && <Text size="sm">{decision}</Text>}
      <ReviewComment
        text={comment || (reason ?? '')}
        isRequired={state !== 'canceled' && seesHistory}
      />
    </Alert>
  );
}

/** Why the award was decided like this, where the decision has no comment: the note of the audit. */
function useDecisionNote(version: AwardVersion): string | null {
  const { state, review_comment } = version.award;
  const entries = useAwardHistory(version).data?.entries ?? [];
  if (review_comment) return null;
  const entry = entries.find(({ event_type }) => event_type === state);
  return entry === undefined || entry.note === '' ? null : entry.note;
}

function ReviewComment({ text, isRequired }: { text: string; isRequired: boolean }) {
  if (text === '') return isRequired ? <Text size="sm">No comment.</Text> : null;
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      <Sentence text={text} /> <ChangedBadge field="Comment" />
    </Text>
  );
}
