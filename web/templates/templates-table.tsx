import { Badge, Table, Text } from '@mantine/core';
import type { Template } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';
import { SortableHeader } from '../parts/sortable-header.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { summarizeLimits } from './limit-descriptions.ts';
import { MarkedText } from '../parts/marked-text.tsx';

interface TemplatesTableProps {
  templates: Template[];
  order: string;
  onOrder: (order: string) => void;
}

/** Templates with their limits and keys; columns sort the list. */
export function TemplatesTable({ templates, order, onOrder }: TemplatesTableProps) {
  const sorted = { order, onOrder };
  return (
    <WideTable minWidth={980} isStackable aria-label="Templates" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <SortableHeader sortKey="name" {...sorted}>
            Name
          </SortableHeader>
          <SortableHeader sortKey="offering" {...sorted}>
            Offering
          </SortableHeader>
          <SortableHeader sortKey="portal" {...sorted}>
            <span style={noWrap}>Awarding portal</span>
          </SortableHeader>
          <Table.Th>Provider</Table.Th>
          <Table.Th>Customer</Table.Th>
          <Table.Th>Limits, in credits</Table.Th>
          <Table.Th>Key</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {templates.map((template) => (
          <TemplateRow key={template.uuid} template={template} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

const noWrap = { whiteSpace: 'nowrap' } as const;

function TemplateRow({ template }: { template: Template }) {
  const { uuid, name, offering, portal, provider_data, customer_data, key } = template;
  const [approval, maximum] = summarizeLimits(template.approval_limit, template.max_credit_limit);
  return (
    <Table.Tr>
      <Table.Td miw={120} style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/templates/$uuid" params={{ uuid }} size="sm" fw={500}>
          <MarkedText text={name} />
        </PageLink>
      </Table.Td>
      <Table.Td style={noWrap}>{offering}</Table.Td>
      <Table.Td style={noWrap}>{portal}</Table.Td>
      <Table.Td data-label="Provider">
        <CustomerLink customer={provider_data} />
      </Table.Td>
      <Table.Td data-label="Customer">
        <CustomerLink customer={customer_data} />
      </Table.Td>
      <Table.Td style={noWrap}>
        <Text size="sm">{approval}</Text>
        <Text size="sm" c="dimmed">
          {maximum}
        </Text>
      </Table.Td>
      <Table.Td data-label="Key">
        <Badge color={key === null ? 'gray' : 'green'} variant="light" miw="max-content">
          {key === null ? 'Not set' : 'Set'}
        </Badge>
      </Table.Td>
    </Table.Tr>
  );
}

function CustomerLink({ customer }: { customer: Template['customer_data'] }) {
  const { uuid, name } = customer;
  return (
    <PageLink to="/customers/$uuid" params={{ uuid }} size="sm">
      <MarkedText text={name} />
    </PageLink>
  );
}
