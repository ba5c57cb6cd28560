/* The table of resources. */

import { Code, Table, Text } from '@mantine/core';
import type { Resource } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { ResourceBadges } from './resource-badges.tsx';

/** A row for each resource. */
export function ResourcesTable({ resources }: { resources: Resource[] }) {
  return (
    <ColumnTable
      minWidth={760}
      isStackable
      aria-label="Resources"
      highlightOnHover
      columns={[
        'Name',
        'Destination',
        'Mode',
        'Last check',
        { name: 'Projects', ta: 'right' },
        { name: 'Need attention', ta: 'right' },
      ]}
    >
      {resources.map((resource) => (
        <ResourceRow key={resource.uuid} resource={resource} />
      ))}
    </ColumnTable>
  );
}

function ResourceRow({ resource }: { resource: Resource }) {
  const { uuid, name, destination, check, projects, needs_attention } = resource;
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/resources/$uuid" params={{ uuid }} size="sm" fw={500}>
          {name}
        </PageLink>
      </Table.Td>
      <Table.Td>
        <Code>{destination}</Code>
      </Table.Td>
      <Table.Td>
        <ResourceBadges resource={resource} />
      </Table.Td>
      <Table.Td data-label="Last check">
        <LastCheck check={check} />
      </Table.Td>
      <Table.Td ta="right" data-label="Projects">
        {projects.toLocaleString('en')}
      </Table.Td>
      <Table.Td ta="right" data-label="Need attention">
        {needs_attention === 0 ? (
          '0'
        ) : (
          <PageLink to="/machines" search={{ resource: uuid }} size="sm">
            {needs_attention.toLocaleString('en')}
          </PageLink>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function LastCheck({ check }: { check: Resource['check'] }) {
  if (check.checked_at === null) return 'never';
  return (
    <>
      <Text size="sm">{check.problem ?? 'All agents answer.'}</Text>
      <Text size="xs" c="dimmed">
        <RelativeTime time={check.checked_at} />
      </Text>
    </>
  );
}
