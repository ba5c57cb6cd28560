/* The table of projects. */

import { Table } from '@mantine/core';
import type { Project } from '../api/types.ts';
import { formatCredits } from '../parts/credit-format.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { SortableHeader } from '../parts/sortable-header.tsx';
import { formatDate, SiteDay } from '../parts/time-format.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { UsedCreditsProvider, UsedShare } from '../usage/used-credits.tsx';
import { ProjectStateBadge } from './project-state-badge.tsx';

interface ProjectsTableProps {
  projects: Project[];
  order: string;
  onOrder: (order: string) => void;
}

/** Projects with their dates, credits and state; columns sort the list. */
export function ProjectsTable({ projects, order, onOrder }: ProjectsTableProps) {
  const sorted = { order, onOrder };
  return (
    <UsedCreditsProvider uuids={projects.map(({ uuid }) => uuid)}>
      <WideTable minWidth={960} isStackable aria-label="Projects" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <SortableHeader sortKey="name" {...sorted}>
              Name
            </SortableHeader>
            <Table.Th style={{ whiteSpace: 'nowrap' }}>Short name</Table.Th>
            <SortableHeader sortKey="customer_name" {...sorted}>
              Customer
            </SortableHeader>
            <Table.Th ta="right">Credits</Table.Th>
            <SortableHeader sortKey="start_date" {...sorted}>
              Start
            </SortableHeader>
            <SortableHeader sortKey="end_date" {...sorted}>
              End
            </SortableHeader>
            <SortableHeader sortKey="created" {...sorted}>
              Created
            </SortableHeader>
            <Table.Th>State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {projects.map((project) => (
            <ProjectRow key={project.uuid} project={project} />
          ))}
        </Table.Tbody>
      </WideTable>
    </UsedCreditsProvider>
  );
}

function ProjectRow({ project }: { project: Project }) {
  const { uuid, name, short_name, customer_uuid, customer_name, credits } = project;
  return (
    <Table.Tr>
      <Table.Td miw={220} style={{ overflowWrap: 'anywhere' }}>
        <PageLink to="/projects/$uuid" params={{ uuid }} size="sm" fw={500}>
          <MarkedText text={name} />
        </PageLink>
      </Table.Td>
      <Table.Td data-label="Short name" {...(short_name !== null && { ff: 'monospace' })}>
        {short_name ?? '–'}
      </Table.Td>
      <Table.Td miw={120}>
        <PageLink to="/customers/$uuid" params={{ uuid: customer_uuid }} size="sm">
          <MarkedText text={customer_name} />
        </PageLink>
      </Table.Td>
      <Table.Td ta="right" data-label="Credits" {...(credits !== null && { ff: 'monospace' })}>
        {formatCredits(credits)}
        <UsedShare uuid={uuid} credits={credits} />
      </Table.Td>
      <DayCell label="Start" day={project.start_date} />
      <DayCell label="End" day={project.end_date} />
      <Table.Td data-label="Created" style={{ whiteSpace: 'nowrap' }}>
        <SiteDay time={project.created} />
      </Table.Td>
      <Table.Td>
        <ProjectStateBadge project={project} />
      </Table.Td>
    </Table.Tr>
  );
}

function DayCell({ label, day }: { label: string; day: string | null }) {
  return (
    <Table.Td data-label={label} style={{ whiteSpace: 'nowrap' }}>
      {formatDate(day)}
    </Table.Td>
  );
}
