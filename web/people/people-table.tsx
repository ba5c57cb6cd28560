import { Table } from '@mantine/core';
import type { Person } from '../api/types.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { EmailLink } from '../parts/email-link.tsx';
import { SortableHeader } from '../parts/sortable-header.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { AccountBadges } from './account-badges.tsx';

interface PeopleTableProps {
  people: Person[];
  order: string;
  onOrder: (order: string) => void;
}

/** Accounts with their names, e-mail addresses and badges; columns sort the list. */
export function PeopleTable({ people, order, onOrder }: PeopleTableProps) {
  return (
    <WideTable minWidth={620} isStackable aria-label="People" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <SortableHeader sortKey="username" order={order} onOrder={onOrder}>
            User name
          </SortableHeader>
          <SortableHeader sortKey="full_name" order={order} onOrder={onOrder}>
            Full name
          </SortableHeader>
          <SortableHeader sortKey="email" order={order} onOrder={onOrder}>
            E-mail
          </SortableHeader>
          <Table.Th>Account</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <PersonRow key={person.uuid} person={person} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function PersonRow({ person }: { person: Person }) {
  const { uuid, username, full_name, email, is_active } = person;
  return (
    <Table.Tr {...(!is_active && { c: 'dimmed' })}>
      <Table.Td miw={120} style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/people/$uuid" params={{ uuid }} size="sm" fw={500}>
          <MarkedText text={username} />
        </PageLink>
      </Table.Td>
      <Table.Td miw={140} style={{ overflowWrap: 'anywhere' }}>
        <MarkedText text={full_name || '–'} />
      </Table.Td>
      <Table.Td {...(!email && { 'data-label': 'E-mail' })}>
        <EmailLink email={email} />
      </Table.Td>
      <Table.Td>
        <AccountBadges person={person} />
      </Table.Td>
    </Table.Tr>
  );
}
