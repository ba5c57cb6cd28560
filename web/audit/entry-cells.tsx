import { ActionIcon, Anchor, Badge, Box, Button, Group, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight, IconFilter } from '@tabler/icons-react';
import { mayReadEverything } from '../api/permissions.ts';
import type { AuditEntry } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { getActionColor, getActionLabel } from '../parts/audit-labels.ts';
import { changesOf } from '../parts/details-diff.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { formatRelativeTime, formatDateTime } from '../parts/time-format.tsx';

/** When it happened: the moment, and how long ago that is. */
export function EntryTime({ entry: { timestamp } }: { entry: AuditEntry }) {
  return (
    <>
      <Text component="time" dateTime={timestamp} size="sm" display="block" miw="max-content">
        {formatDateTime(timestamp)}
      </Text>
      <Text size="xs" c="dimmed">
        {formatRelativeTime(timestamp)}
      </Text>
    </>
  );
}

interface EntryAwardProps {
  entry: AuditEntry;
  /** Asks for this award's entries alone. */
  onFilterByAward: () => void;
}

/** A link to the award; none where there cannot be one: it never came in, or is gone. */
export function EntryAward({
  entry: { identifier, destination, action },
  onFilterByAward: onOnly,
}: EntryAwardProps) {
  const isGone = action === 'refused' || action === 'deleted';
  return (
    <Box style={{ overflowWrap: 'anywhere' }}>
      <Group gap={4} wrap="nowrap">
        {isGone ? (
          <Text size="sm">{identifier}</Text>
        ) : (
          <PageLink
            to="/awards/$identifier/$destination"
            params={{ identifier, destination }}
            size="sm"
          >
            {identifier}
          </PageLink>
        )}
        <Tooltip label="Only this award">
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={`Only ${identifier}`}
            onClick={onOnly}
          >
            <IconFilter size={14} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Text size="xs" c="dimmed">
        {destination}
      </Text>
    </Box>
  );
}

export function EntryAction({ entry }: { entry: AuditEntry }) {
  return (
    <Badge color={getActionColor(entry)} variant="light" tt="none" miw="max-content">
      {getActionLabel(entry)}
    </Badge>
  );
}

export function EntryActor({ entry }: { entry: AuditEntry }) {
  const me = useMe();
  const name = entry.performed_by_full_name || 'No name';
  if (!mayReadEverything(me)) return <Text size="sm">{name}</Text>;
  return (
    <PageLink to="/people/$uuid" params={{ uuid: entry.performed_by_uuid }} size="sm">
      {name}
    </PageLink>
  );
}

/** More than about three lines. */
const maxShortNoteLength = 120;

/** A note may be long; the rest of it is a click away. */
export function EntryNote({ entry: { note } }: { entry: AuditEntry }) {
  const [isWhole, { toggle }] = useDisclosure();
  const isLong = note.length > maxShortNoteLength;
  return (
    <>
      <Text
        size="sm"
        style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
        {...(isLong && !isWhole && { lineClamp: 3 })}
      >
        {note}
      </Text>
      {isLong && (
        <Anchor component="button" type="button" size="xs" aria-expanded={isWhole} onClick={toggle}>
          {isWhole ? 'Less' : 'More of the note'}
        </Anchor>
      )}
    </>
  );
}

interface DetailsToggleProps {
  entry: AuditEntry;
  isOpen: boolean;
  onToggle: () => void;
}

/** Opens what the details of an entry tell; nothing where they tell nothing. */
export function DetailsToggle({ entry, isOpen, onToggle }: DetailsToggleProps) {
  const words = describeDetails(entry);
  if (words === '') return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
      aria-expanded={isOpen}
      aria-label={`${words} (${entry.identifier}, ${formatDateTime(entry.timestamp)})`}
      onClick={onToggle}
    >
      {words}
    </Button>
  );
}

/** Of a decision that came with the arrival itself, the arrival's own entry tells the details. */
function describeDetails({ action, previous_details, new_details }: AuditEntry): string {
  if (action === 'created') return 'As it came';
  if (previous_details === null) return '';
  if (new_details === null) return 'As it was';
  const { length } = changesOf(previous_details, new_details);
  if (length === 0) return '';
  return length === 1 ? '1 change' : `${length} changes`;
}
