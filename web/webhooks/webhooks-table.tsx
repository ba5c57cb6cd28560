import { Table, Text } from '@mantine/core';
import type { Webhook } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { WebhookStatusBadge } from './webhook-status-badge.tsx';

/** A row for each webhook. */
export function WebhooksTable({ webhooks }: { webhooks: Webhook[] }) {
  return (
    <ColumnTable
      minWidth={760}
      isStackable
      aria-label="Webhooks"
      highlightOnHover
      columns={[
        'Name',
        'Events of',
        'Sent to',
        'Status',
        'Last delivery',
        { name: 'Waiting', ta: 'right' },
      ]}
    >
      {webhooks.map((webhook) => (
        <WebhookRow key={webhook.uuid} webhook={webhook} />
      ))}
    </ColumnTable>
  );
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { uuid, name, customer_uuid, customer_name, destination_url, status } = webhook;
  const { last_success: lastSuccess, last_error: lastError, waiting } = webhook;
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/webhooks/$uuid" params={{ uuid }} size="sm" fw={500}>
          {name}
        </PageLink>
      </Table.Td>
      <Table.Td>{customer_uuid === null ? 'All customers and the site' : customer_name}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{new URL(destination_url).host}</Table.Td>
      <Table.Td>
        <WebhookStatusBadge status={status} />
        {status === 'failing' && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {lastError}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label="Last delivery">
        {lastSuccess === null ? 'never' : <RelativeTime time={lastSuccess} />}
      </Table.Td>
      <Table.Td ta="right" data-label="Waiting">
        {waiting.toLocaleString('en')}
      </Table.Td>
    </Table.Tr>
  );
}
