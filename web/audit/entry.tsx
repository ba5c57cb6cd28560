import { ActionIcon, Badge, Button, Group, Table, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight, IconFilter } from '@tabler/icons-react';
import { readsEverything } from '../api/may.ts';
import type { AuditEntry } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { actionColor, actionInWords } from '../parts/audit-words.ts';
import { changesOf, DetailsDiff } from '../parts/details-diff.tsx';
import { PageLink } from '../parts/link.tsx';
import { ago, formatMoment } from '../parts/time.tsx';

/** One entry, and below it what changed, when that is asked for. */
export function EntryRows({ entry, onOnly }: { entry: AuditEntry; onOnly: () => void }) {
  const [isOpen, { toggle }] = useDisclosure();
  const words = wordsOfDetails(entry);
  return (
    <>
      <Table.Tr style={{ verticalAlign: 'top' }}>
        <Table.Td>
          <Text
            component="time"
            dateTime={entry.timestamp}
            size="sm"
            style={{ whiteSpace: 'nowrap' }}
          >
            {formatMoment(entry.timestamp)}
          </Text>
          <Text size="xs" c="dimmed">
            {ago(entry.timestamp)}
          </Text>
        </Table.Td>
        <Table.Td>
          <AwardOf entry={entry} onOnly={onOnly} />
        </Table.Td>
        <Table.Td>
          <Badge color={actionColor(entry)} variant="light" tt="none">
            {actionInWords(entry)}
          </Badge>
        </Table.Td>
        <Table.Td>
          <Who entry={entry} />
        </Table.Td>
        <Table.Td maw={340} style={{ overflowWrap: 'anywhere' }}>
          <Text size="sm" {...(!isOpen && { lineClamp: 3 })} style={{ whiteSpace: 'pre-line' }}>
            {entry.note}
          </Text>
        </Table.Td>
        <Table.Td>
          {words !== '' && (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
              aria-expanded={isOpen}
              aria-label={`${words} (${entry.identifier}, ${formatMoment(entry.timestamp)})`}
              onClick={toggle}
            >
              {words}
            </Button>
          )}
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={6} bg="var(--mantine-color-default-hover)">
            <DetailsDiff previous={entry.previous_details} next={entry.new_details} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

/**
 * What the details of an entry tell; empty where they tell nothing. Of a decision that came with
 * the arrival itself, the arrival's own entry tells it.
 */
function wordsOfDetails({ action, previous_details, new_details }: AuditEntry): string {
  if (action === 'created') return 'As it came';
  if (previous_details === null) return '';
  if (new_details === null) return 'As it was';
  const { length } = changesOf(previous_details, new_details);
  if (length === 0) return '';
  return length === 1 ? '1 change' : `${length} changes`;
}

/** A link to the award; none where there cannot be one: it never came in, or is gone. */
function AwardOf({ entry, onOnly }: { entry: AuditEntry; onOnly: () => void }) {
  const { identifier, destination, action } = entry;
  const isGone = action === 'refused' || action === 'deleted';
  return (
    <>
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
    </>
  );
}

function Who({ entry }: { entry: AuditEntry }) {
  const me = useMe();
  const name = entry.performed_by_full_name || 'No name';
  if (!readsEverything(me)) return <Text size="sm">{name}</Text>;
  return (
    <PageLink to="/people/$uuid" params={{ uuid: entry.performed_by_uuid }} size="sm">
      {name}
    </PageLink>
  );
}
