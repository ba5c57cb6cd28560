/* The table of projects on resources. */

import { Stack, Table, Text } from '@mantine/core';
import type { MachineListItem } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { MachineStateBadge } from './machine-state-badge.tsx';
import { NextTry } from './next-try.tsx';

const label = 'Projects on resources';

/** A row for each project on a resource; on a phone a list. */
export function MachinesTable({ machines }: { machines: MachineListItem[] }) {
  const isNarrow = useIsNarrow();
  if (isNarrow) return <MachinesList machines={machines} />;
  return (
    <ColumnTable
      minWidth={760}
      aria-label={label}
      highlightOnHover
      columns={['Project', 'Resource', 'State', 'Last error', 'Next try']}
    >
      {machines.map((machine) => (
        <Table.Tr key={getKey(machine)} style={{ verticalAlign: 'top' }}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <ProjectLink machine={machine} />
          </Table.Td>
          <Table.Td>{machine.resource_name}</Table.Td>
          <Table.Td>
            <MachineStateBadge state={machine.state} />
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <LastError machine={machine} />
          </Table.Td>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>
            {machine.next_try === null ? '–' : <NextTry time={machine.next_try} />}
          </Table.Td>
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}

function MachinesList({ machines }: { machines: MachineListItem[] }) {
  return (
    <Stack component="ul" gap="md" p={0} m={0} aria-label={label}>
      {machines.map((machine) => (
        <li key={getKey(machine)} style={{ listStyle: 'none', overflowWrap: 'anywhere' }}>
          <ProjectLink machine={machine} />
          <Text size="sm">
            {machine.resource_name} <MachineStateBadge state={machine.state} />
          </Text>
          {machine.last_error !== null && <LastError machine={machine} />}
        </li>
      ))}
    </Stack>
  );
}

function ProjectLink({ machine }: { machine: MachineListItem }) {
  const { project_uuid: uuid, project_name, short_name } = machine;
  return (
    <>
      <PageLink to="/projects/$uuid" params={{ uuid }} hash="machines" size="sm" fw={500}>
        {project_name}
      </PageLink>
      <Text size="xs" c="dimmed">
        {short_name ?? 'no short name'}
      </Text>
    </>
  );
}

function LastError({
  machine: { last_error, last_error_at, tries },
}: {
  machine: MachineListItem;
}) {
  if (last_error === null) return '–';
  return (
    <>
      <Text size="sm" lineClamp={4}>
        {last_error}
      </Text>
      <Text size="xs" c="dimmed">
        {last_error_at !== null && <RelativeTime time={last_error_at} />}
        {tries > 1 && `, ${tries} times in a row`}
      </Text>
    </>
  );
}

const getKey = ({ project_uuid, resource }: MachineListItem): string =>
  `${project_uuid} ${resource}`;
