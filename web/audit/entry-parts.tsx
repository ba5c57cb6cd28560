import { ActionIcon, Anchor, Badge, Box, Button, Group, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight, IconFilter } from '@tabler/icons-react';
import { readsEverything } from '../api/may.ts';
import type { AuditEntry } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { actionColor, actionInWords } from '../parts/audit-words.ts';
import { changesOf } from '../parts/details-diff.tsx';
import { PageLink } from '../parts/link.tsx';
import { ago, formatMoment } from '../parts/time.tsx';

/** When it happened: the moment, and how long ago that is. */
export function Moment({ entry: { timestamp } }: { entry: AuditEntry }) {
  return (
    <>
      <Text component="time" dateTime={timestamp} size="sm" display="block" miw="max-content">
        {formatMoment(timestamp)}
      </Text>
      <Text size="xs" c="dimmed">
        {ago(timestamp)}
      </Text>
    </>
  );
}

interface AwardOfProps {
  entry: AuditEntry;
  /** Asks for this award's entries alone. */
  onOnly: () => void;
}

/** A link to the award; none where there cannot be one: it never came in, or is gone. */
export function AwardOf({ entry: { identifier, destination, action }, onOnly }: AwardOfProps) {
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

export function What({ entry }: { entry: AuditEntry }) {
  return (
    <Badge color={actionColor(entry)} variant="light" tt="none" miw="max-content">
      {actionInWords(entry)}
    </Badge>
  );
}

export function Who({ entry }: { entry: AuditEntry }) {
  const me = useMe();
  const name = entry.performed_by_full_name || 'No name';
  if (!readsEverything(me)) return <Text size="sm">{name}</Text>;
  return (
    <PageLink to="/people/$uuid" params={{ uuid: entry.performed_by_uuid }} size="sm">
      {name}
    </PageLink>
  );
}

/** More than about three lines. */
const longNote = 120;

/** A note may be long; the rest of it is a click away. */
export function Note({ entry: { note } }: { entry: AuditEntry }) {
  const [isWhole, { toggle }] = useDisclosure();
  const isLong = note.length > longNote;
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

interface OpenerProps {
  entry: AuditEntry;
  isOpen: boolean;
  onToggle: () => void;
}

/** Opens what the details of an entry tell; nothing where they tell nothing. */
export function Opener({ entry, isOpen, onToggle }: OpenerProps) {
  const words = wordsOfDetails(entry);
  if (words === '') return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
      aria-expanded={isOpen}
      aria-label={`${words} (${entry.identifier}, ${formatMoment(entry.timestamp)})`}
      onClick={onToggle}
    >
      {words}
    </Button>
  );
}

/** Of a decision that came with the arrival itself, the arrival's own entry tells the details. */
function wordsOfDetails({ action, previous_details, new_details }: AuditEntry): string {
  if (action === 'created') return 'As it came';
  if (previous_details === null) return '';
  if (new_details === null) return 'As it was';
  const { length } = changesOf(previous_details, new_details);
  if (length === 0) return '';
  return length === 1 ? '1 change' : `${length} changes`;
}
