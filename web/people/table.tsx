import { Table } from '@mantine/core';
import type { Person } from '../api/types.ts';
import { PageLink } from '../parts/link.tsx';
import { Mail } from '../parts/mail.tsx';
import { SortableTh } from '../parts/sort.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { Marks } from './marks.tsx';

interface PeopleTableProps {
  people: Person[];
  order: string;
  onOrder: (order: string) => void;
}

export function PeopleTable({ people, order, onOrder }: PeopleTableProps) {
  return (
    <WideTable minWidth={620} aria-label="People" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <SortableTh by="username" order={order} onOrder={onOrder}>
            User name
          </SortableTh>
          <SortableTh by="full_name" order={order} onOrder={onOrder}>
            Full name
          </SortableTh>
          <SortableTh by="email" order={order} onOrder={onOrder}>
            E-mail
          </SortableTh>
          <Table.Th>Account</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Row key={person.uuid} person={person} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Row({ person }: { person: Person }) {
  const { uuid, username, full_name, email, is_active } = person;
  return (
    <Table.Tr {...(!is_active && { c: 'dimmed' })}>
      <Table.Td miw={120} style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/people/$uuid" params={{ uuid }} size="sm" fw={500}>
          {username}
        </PageLink>
      </Table.Td>
      <Table.Td miw={140} style={{ overflowWrap: 'anywhere' }}>
        {full_name || '–'}
      </Table.Td>
      <Table.Td>
        <Mail address={email} />
      </Table.Td>
      <Table.Td>
        <Marks person={person} />
      </Table.Td>
    </Table.Tr>
  );
}
