import { Table } from '@mantine/core';
import type { AuditEntry } from '../api/types.ts';
import { SortableTh } from '../parts/sort.tsx';
import { EntryRows } from './entry.tsx';

interface EntriesProps {
  entries: AuditEntry[];
  order: string;
  onOrder: (order: string) => void;
  /** Asks for this award's entries alone. */
  onOnly: (entry: AuditEntry) => void;
}

/** Entries of the audit as a table. */
export function Entries({ entries, order, onOrder, onOnly }: EntriesProps) {
  return (
    <Table.ScrollContainer minWidth={760} type="native">
      <Table aria-label="Audit" verticalSpacing="xs">
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
            <Table.Th w={130}>Details</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <EntryRows key={entry.id} entry={entry} onOnly={() => onOnly(entry)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
