import { Alert, Paper, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { AuditEntry } from '../api/types.ts';
import { useEntryDetails } from '../audit/use-entry-details.ts';
import { DetailsDiff } from '../changes/details-diff.tsx';
import type { AwardVersion } from './award-queries.ts';
import { ChangedBadge } from './changed-badge.tsx';
import { useAwardHistory } from './use-award-history.ts';
import { findOwnComment } from './waiting-reasons.ts';
import { WaitingReasonsList } from './waiting-reasons-list.tsx';
import { Sentence } from '../parts/sentence.tsx';

/** Why a pending award waits: each reason, and of a request that came again what differs. */
export function WhyItWaits({ version }: { version: AwardVersion }) {
  const { award } = version;
  const comment = findOwnComment(award);
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconAlertCircle />}
      title="Why it waits"
      styles={{ body: { minWidth: 0 } }}
    >
      <WaitingReasonsList reasons={award.waiting_reasons} />
      {comment !== null && (
        <Text size="sm" mt={4} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          <Sentence text={comment} /> <ChangedBadge field="Comment" />
        </Text>
      )}
      <AskedAgainChanges version={version} />
    </Alert>
  );
}

/** What a request that came again asks for differently than the rejected one. */
function AskedAgainChanges({ version }: { version: AwardVersion }) {
  const entries = useAwardHistory(version).data?.entries ?? [];
  const entry = entries.find((one) => isAskedAgain(one, version));
  return entry === undefined ? null : <ChangesSince entry={entry} version={version} />;
}

function ChangesSince({ entry, version }: { entry: AuditEntry; version: AwardVersion }) {
  const complete = useEntryDetails(entry, true);
  if (complete === null) return null;
  return (
    <>
      <Text size="sm" fw={600} mt="xs">
        Asked again: what differs from the rejected request
      </Text>
      <Paper px="sm" py={4} mt={4} withBorder>
        <DetailsDiff previous={complete.previous_details} next={version.award.details} />
      </Paper>
    </>
  );
}

/** Whether the award waits since this entry: a request that came again after a rejection. */
const isAskedAgain = (
  { action, timestamp }: AuditEntry,
  { award: { waiting_since: since } }: AwardVersion,
): boolean =>
  action === 'asked_again' && since !== null && Date.parse(timestamp) >= Date.parse(since);
