import { Card, Group, Stack, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { AuditEntry } from '../api/types.ts';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { SortableHeader } from '../parts/sortable-header.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { DetailsToggle } from './details-toggle.tsx';
import { EntryDetails } from './entry-details.tsx';
import { EntryAward, EntryTime, EntryNote, EntryAction, EntryActor } from './entry-cells.tsx';

interface AuditEntriesProps {
  entries: AuditEntry[];
  order: string;
  onOrder: (order: string) => void;
  /** Filters the list by the entry's award. */
  onFilterByAward: (entry: AuditEntry) => void;
}

interface EntryProps {
  entry: AuditEntry;
  onFilterByAward: () => void;
}

/** Entries of the audit: a table in wide windows, cards in narrow ones. */
export function AuditEntries({ entries, order, onOrder, onFilterByAward }: AuditEntriesProps) {
  const isNarrow = useIsNarrow('48em');
  if (isNarrow) {
    return (
      <Stack gap="xs" component="ul" p={0} m={0} aria-label="Audit">
        {entries.map((entry) => (
          <EntryCard key={entry.id} entry={entry} onFilterByAward={() => onFilterByAward(entry)} />
        ))}
      </Stack>
    );
  }
  return (
    <WideTable minWidth={760} aria-label="Audit" verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <SortableHeader sortKey="timestamp" order={order} onOrder={onOrder}>
            When
          </SortableHeader>
          <SortableHeader sortKey="identifier" order={order} onOrder={onOrder}>
            Award
          </SortableHeader>
          <SortableHeader sortKey="event_type" order={order} onOrder={onOrder}>
            Event
          </SortableHeader>
          <Table.Th>Who</Table.Th>
          <Table.Th>Note</Table.Th>
          <Table.Th>Details</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <EntryRows key={entry.id} entry={entry} onFilterByAward={() => onFilterByAward(entry)} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

/** One entry, with a second row for its details when they are opened. */
function EntryRows({ entry, onFilterByAward }: EntryProps) {
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <>
      <Table.Tr style={{ verticalAlign: 'top' }}>
        <Table.Td>
          <EntryTime entry={entry} />
        </Table.Td>
        <Table.Td miw={172}>
          <EntryAward entry={entry} onFilterByAward={onFilterByAward} />
        </Table.Td>
        <Table.Td>
          <EntryAction entry={entry} />
        </Table.Td>
        <Table.Td miw={120}>
          <EntryActor entry={entry} />
        </Table.Td>
        <Table.Td maw={340} miw={160}>
          <EntryNote entry={entry} />
        </Table.Td>
        <Table.Td>
          <DetailsToggle entry={entry} isOpen={isOpen} onToggle={toggle} />
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={6} pl="xl" pb="md" bg="var(--mantine-color-default)">
            <EntryDetails entry={entry} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function EntryCard({ entry, onFilterByAward }: EntryProps) {
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <Card component="li" withBorder padding="sm" style={{ listStyle: 'none' }}>
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <EntryAward entry={entry} onFilterByAward={onFilterByAward} />
          <Stack gap={0} ta="right">
            <EntryTime entry={entry} />
          </Stack>
        </Group>
        <Group justify="space-between">
          <EntryAction entry={entry} />
          <EntryActor entry={entry} />
        </Group>
        {entry.note !== '' && <EntryNote entry={entry} />}
        <Group>
          <DetailsToggle entry={entry} isOpen={isOpen} onToggle={toggle} />
        </Group>
        {isOpen && <EntryDetails entry={entry} />}
      </Stack>
    </Card>
  );
}
