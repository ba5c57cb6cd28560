import { Table } from '@mantine/core';
import type { Project } from '../api/types.ts';
import { formatCredits } from '../parts/credits.tsx';
import { PageLink } from '../parts/link.tsx';
import { SortableTh } from '../parts/sort.tsx';
import { formatDay } from '../parts/time.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { ProjectBadge } from './project-badge.tsx';

interface ProjectsTableProps {
  projects: Project[];
  order: string;
  onOrder: (order: string) => void;
}

export function ProjectsTable({ projects, order, onOrder }: ProjectsTableProps) {
  const sorted = { order, onOrder };
  return (
    <WideTable minWidth={960} aria-label="Projects" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <SortableTh by="name" {...sorted}>
            Name
          </SortableTh>
          <Table.Th style={{ whiteSpace: 'nowrap' }}>Short name</Table.Th>
          <SortableTh by="customer_name" {...sorted}>
            Customer
          </SortableTh>
          <Table.Th ta="right">Credits</Table.Th>
          <SortableTh by="start_date" {...sorted}>
            Start
          </SortableTh>
          <SortableTh by="end_date" {...sorted}>
            End
          </SortableTh>
          <SortableTh by="created" {...sorted}>
            Created
          </SortableTh>
          <Table.Th>State</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {projects.map((project) => (
          <Row key={project.uuid} project={project} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Row({ project }: { project: Project }) {
  const { uuid, name, short_name, customer_uuid, customer_name, credits } = project;
  return (
    <Table.Tr>
      <Table.Td miw={220} style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/projects/$uuid" params={{ uuid }} size="sm" fw={500}>
          {name}
        </PageLink>
      </Table.Td>
      <Table.Td {...(short_name !== null && { ff: 'monospace' })}>{short_name ?? '–'}</Table.Td>
      <Table.Td miw={120}>
        <PageLink to="/customers/$uuid" params={{ uuid: customer_uuid }} size="sm">
          {customer_name}
        </PageLink>
      </Table.Td>
      <Table.Td ta="right" {...(credits !== null && { ff: 'monospace' })}>
        {formatCredits(credits)}
      </Table.Td>
      <Day day={project.start_date} />
      <Day day={project.end_date} />
      <Day day={project.created} />
      <Table.Td>
        <ProjectBadge project={project} />
      </Table.Td>
    </Table.Tr>
  );
}

function Day({ day }: { day: string | null }) {
  return <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatDay(day)}</Table.Td>;
}
