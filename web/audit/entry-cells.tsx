import { ActionIcon, Anchor, Badge, Box, Group, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { formatActor, isByAwardingPortal } from '../../src/award/portal-actions.ts';
import { mayReadEverything } from '../api/permissions.ts';
import type { AuditEntry } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { getActionColor, getActionLabel } from '../parts/audit-labels.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { formatDateTime, formatFullTime, RelativeTime } from '../parts/time-format.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** When it happened, as date and time and relative to now. */
export function EntryTime({ entry: { timestamp } }: { entry: AuditEntry }) {
  return (
    <>
      <Text
        component="time"
        dateTime={timestamp}
        title={formatFullTime(timestamp)}
        size="sm"
        display="block"
        miw="max-content"
      >
        {formatDateTime(timestamp)}
      </Text>
      <Text size="xs" c="dimmed">
        <RelativeTime time={timestamp} />
      </Text>
    </>
  );
}

interface EntryAwardProps {
  entry: AuditEntry;
  /** Filters the list by the entry's award. */
  onFilterByAward: () => void;
}

/** The award with a link to its page, unless it was refused on arrival or has been deleted. */
export function EntryAward({
  entry: { identifier, destination, action },
  onFilterByAward,
}: EntryAwardProps) {
  const hasNoPage = action === 'refused' || action === 'deleted';
  return (
    <Box style={{ overflowWrap: 'anywhere' }}>
      <Group gap={4} wrap="nowrap">
        {hasNoPage ? (
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
        <Tooltip label="Show only this award">
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={`Show only ${identifier}`}
            onClick={onFilterByAward}
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

/** What happened, as a badge. */
export function EntryAction({ entry }: { entry: AuditEntry }) {
  return (
    <Badge color={getActionColor(entry)} variant="light" miw="max-content">
      {getActionLabel(entry)}
    </Badge>
  );
}

/** Who did it; a link for readers who may open people's pages. */
export function EntryActor({ entry }: { entry: AuditEntry }) {
  const me = useMe();
  const name = <MarkedText text={formatActor(entry)} />;
  if (!mayReadEverything(me) || isByAwardingPortal(entry)) return <Text size="sm">{name}</Text>;
  return (
    <PageLink to="/people/$uuid" params={{ uuid: entry.performed_by_uuid }} size="sm">
      {name}
    </PageLink>
  );
}

/** Characters; a longer note takes more than about three lines. */
const maxShortNoteLength = 120;

/** The note of an entry; a long one is cut, with a button that shows the rest. */
export function EntryNote({ entry: { note } }: { entry: AuditEntry }) {
  const [isExpanded, { toggle }] = useDisclosure();
  const isLong = note.length > maxShortNoteLength;
  return (
    <>
      <Text
        size="sm"
        style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
        {...(isLong && !isExpanded && { lineClamp: 3 })}
      >
        <Sentence text={note} />
      </Text>
      {isLong && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          aria-expanded={isExpanded}
          onClick={toggle}
        >
          {isExpanded ? 'Show less' : 'Show all'}
        </Anchor>
      )}
    </>
  );
}
