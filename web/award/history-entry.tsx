/* One entry in the history of an award. */

import {
  Box,
  Button,
  Collapse,
  Stack,
  Text,
  Timeline,
  type TimelineItemProps,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatActor } from '../../src/award/portal-actions.ts';
import type { AuditEntry } from '../api/types.ts';
import { useEntryDetails } from '../audit/use-entry-details.ts';
import { getActionColor, getActionLabel } from '../parts/audit-labels.ts';
import { compareDetails } from '../changes/compare-details.ts';
import { DetailsDiff } from '../changes/details-diff.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { DateTime } from '../parts/time-format.tsx';
import { RawDetails } from './raw-details.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** Longer lists of changes are folded at first. */
const maxInitialChanges = 8;

/** One audit entry: what happened, by whom, when, the note, and the changes. */
export function HistoryEntry({ entry, ...item }: { entry: AuditEntry } & TimelineItemProps) {
  const { timestamp, note } = entry;
  return (
    <Timeline.Item
      {...item}
      role="listitem"
      color={getActionColor(entry)}
      title={
        <Text span fw={600}>
          {getActionLabel(entry)}
        </Text>
      }
    >
      <Text size="sm" c="dimmed">
        <MarkedText text={formatActor(entry)} />, <DateTime time={timestamp} />
      </Text>
      {note !== '' && (
        <Text size="sm" mt={4} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          <Sentence text={note} />
        </Text>
      )}
      <EntryDetails entry={entry} />
    </Timeline.Item>
  );
}

/** The changes and the raw details; behind a button where they must be loaded first. */
function EntryDetails({ entry }: { entry: AuditEntry }) {
  const [isWanted, { open }] = useDisclosure(false);
  const complete = useEntryDetails(entry, isWanted);
  if (complete === null) {
    return (
      <Button size="compact-xs" variant="subtle" mt={4} loading={isWanted} onClick={open}>
        Load the details
      </Button>
    );
  }
  return (
    <Stack gap={4} mt={4}>
      <EntryChanges entry={complete} />
      <EntryRawDetails entry={complete} />
    </Stack>
  );
}

/** The changed fields; nothing for an arrival, of which every field is new. */
function EntryChanges({
  entry: { previous_details: previous, new_details: next },
}: {
  entry: AuditEntry;
}) {
  const count = previous && next ? compareDetails(previous, next).length : 0;
  const [isOpen, { toggle }] = useDisclosure(count <= maxInitialChanges);
  if (count === 0) return null;
  return (
    <Box>
      {count > maxInitialChanges && (
        <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? 'Hide the changes' : `Show ${count} changes`}
        </Button>
      )}
      <Collapse expanded={isOpen} keepMounted={false}>
        <DetailsDiff previous={previous} next={next} />
      </Collapse>
    </Box>
  );
}

function EntryRawDetails({ entry }: { entry: AuditEntry }) {
  const { previous_details: previous, new_details: next } = entry;
  if (previous === null && next === null) return null;
  const value = previous && next ? { previous, next } : (next ?? previous);
  return <RawDetails label="Raw details" value={value} />;
}
