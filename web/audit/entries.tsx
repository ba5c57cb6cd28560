import { Card, Group, Stack, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { AuditEntry } from '../api/types.ts';
import { DetailsDiff } from '../parts/details-diff.tsx';
import { useIsNarrow } from '../parts/narrow.ts';
import { SortableTh } from '../parts/sort.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { AwardOf, Moment, Note, Opener, What, Who } from './entry-parts.tsx';

interface EntriesProps {
  entries: AuditEntry[];
  order: string;
  onOrder: (order: string) => void;
  /** Asks for this award's entries alone. */
  onOnly: (entry: AuditEntry) => void;
}

interface EntryProps {
  entry: AuditEntry;
  onOnly: () => void;
}

/** Entries of the audit: a table, or on a phone one below the other. */
export function Entries({ entries, order, onOrder, onOnly }: EntriesProps) {
  const isNarrow = useIsNarrow('48em');
  if (isNarrow) {
    return (
      <Stack gap="xs" component="ul" p={0} m={0} aria-label="Audit">
        {entries.map((entry) => (
          <EntryCard key={entry.id} entry={entry} onOnly={() => onOnly(entry)} />
        ))}
      </Stack>
    );
  }
  return (
    <WideTable minWidth={760} aria-label="Audit" verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <SortableTh by="timestamp" order={order} onOrder={onOrder}>
            When
          </SortableTh>
          <SortableTh by="identifier" order={order} onOrder={onOrder}>
            Award
          </SortableTh>
          <SortableTh by="event_type" order={order} onOrder={onOrder}>
            What
          </SortableTh>
          <Table.Th>Who</Table.Th>
          <Table.Th>Note</Table.Th>
          <Table.Th>Details</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <EntryRows key={entry.id} entry={entry} onOnly={() => onOnly(entry)} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

/** One entry, and below it what changed, when that is asked for. */
function EntryRows({ entry, onOnly }: EntryProps) {
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <>
      <Table.Tr style={{ verticalAlign: 'top' }}>
        <Table.Td>
          <Moment entry={entry} />
        </Table.Td>
        <Table.Td miw={172}>
          <AwardOf entry={entry} onOnly={onOnly} />
        </Table.Td>
        <Table.Td>
          <What entry={entry} />
        </Table.Td>
        <Table.Td miw={120}>
          <Who entry={entry} />
        </Table.Td>
        <Table.Td maw={340} miw={160}>
          <Note entry={entry} />
        </Table.Td>
        <Table.Td>
          <Opener entry={entry} isOpen={isOpen} onToggle={toggle} />
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={6} pl="xl" pb="md" bg="var(--mantine-color-default)">
            <DetailsDiff previous={entry.previous_details} next={entry.new_details} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function EntryCard({ entry, onOnly }: EntryProps) {
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <Card component="li" withBorder padding="sm" style={{ listStyle: 'none' }}>
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <AwardOf entry={entry} onOnly={onOnly} />
          <Stack gap={0} ta="right">
            <Moment entry={entry} />
          </Stack>
        </Group>
        <Group justify="space-between">
          <What entry={entry} />
          <Who entry={entry} />
        </Group>
        {entry.note !== '' && <Note entry={entry} />}
        <Group>
          <Opener entry={entry} isOpen={isOpen} onToggle={toggle} />
        </Group>
        {isOpen && <DetailsDiff previous={entry.previous_details} next={entry.new_details} />}
      </Stack>
    </Card>
  );
}
