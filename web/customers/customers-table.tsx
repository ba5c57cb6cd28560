/* The table of customers. */

import { Table } from '@mantine/core';
import type { Customer } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';
import { EmailLink } from '../parts/email-link.tsx';
import { SortableHeader } from '../parts/sortable-header.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

interface CustomersTableProps {
  customers: Customer[];
  order: string;
  onOrder: (order: string) => void;
}

export function CustomersTable({ customers, order, onOrder }: CustomersTableProps) {
  return (
    <WideTable minWidth={640} isStackable aria-label="Customers" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <SortableHeader sortKey="name" order={order} onOrder={onOrder}>
            Name
          </SortableHeader>
          <SortableHeader sortKey="abbreviation" order={order} onOrder={onOrder}>
            Abbreviation
          </SortableHeader>
          <Table.Th>E-mail</Table.Th>
          <Table.Th ta="right">Projects</Table.Th>
          <Table.Th ta="right">People</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {customers.map((customer) => (
          <CustomerRow key={customer.uuid} customer={customer} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function CustomerRow({ customer }: { customer: Customer }) {
  const { uuid, name, abbreviation, email, projects_count, users_count } = customer;
  return (
    <Table.Tr>
      <Table.Td miw={200} style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/customers/$uuid" params={{ uuid }} size="sm" fw={500}>
          <MarkedText text={name} />
        </PageLink>
      </Table.Td>
      <Table.Td data-label="Abbreviation">{abbreviation || '–'}</Table.Td>
      <Table.Td {...(!email && { 'data-label': 'E-mail' })}>
        <EmailLink email={email} />
      </Table.Td>
      <Table.Td ta="right" data-label="Projects">
        {projects_count.toLocaleString('en')}
      </Table.Td>
      <Table.Td ta="right" data-label="People">
        {users_count.toLocaleString('en')}
      </Table.Td>
    </Table.Tr>
  );
}
