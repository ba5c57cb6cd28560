import { Table } from '@mantine/core';
import type { Customer } from '../api/types.ts';
import { PageLink } from '../parts/link.tsx';
import { Mail } from '../parts/mail.tsx';
import { SortableTh } from '../parts/sort.tsx';
import { WideTable } from '../parts/wide-table.tsx';

interface CustomersTableProps {
  customers: Customer[];
  order: string;
  onOrder: (order: string) => void;
}

export function CustomersTable({ customers, order, onOrder }: CustomersTableProps) {
  return (
    <WideTable minWidth={640} aria-label="Customers" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <SortableTh by="name" order={order} onOrder={onOrder}>
            Name
          </SortableTh>
          <SortableTh by="abbreviation" order={order} onOrder={onOrder}>
            Abbreviation
          </SortableTh>
          <Table.Th>E-mail</Table.Th>
          <Table.Th ta="right">Projects</Table.Th>
          <Table.Th ta="right">People</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {customers.map((customer) => (
          <Row key={customer.uuid} customer={customer} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Row({ customer }: { customer: Customer }) {
  const { uuid, name, abbreviation, email, projects_count, users_count } = customer;
  return (
    <Table.Tr>
      <Table.Td miw={200} style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/customers/$uuid" params={{ uuid }} size="sm" fw={500}>
          {name}
        </PageLink>
      </Table.Td>
      <Table.Td>{abbreviation || '–'}</Table.Td>
      <Table.Td>
        <Mail address={email} />
      </Table.Td>
      <Table.Td ta="right">{projects_count.toLocaleString('en')}</Table.Td>
      <Table.Td ta="right">{users_count.toLocaleString('en')}</Table.Td>
    </Table.Tr>
  );
}
