/* The screen of one project. */

import { Alert, Button, Group, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import type { Project } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { InvitationsCard } from '../invitations/invitations-card.tsx';
import { ProjectMachinesCard } from '../machines/project-machines-card.tsx';
import { projectRoleScope } from '../members/project-role-scope.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { ProjectUsageCard } from '../usage/project-usage-card.tsx';
import { ProjectDetails } from './project-details.tsx';
import { ProjectAward } from './project-award.tsx';
import { ProjectMembersCard } from './project-members-card.tsx';
import { ProjectStateBadge } from './project-state-badge.tsx';
import { RemoveProjectDialog } from './remove-project-dialog.tsx';
import { describeProjectState } from './project-state.ts';

/** One project: its fields, the award that manages it, its machines and its members. */
export function ProjectScreen() {
  const { uuid } = useParams({ from: '/signed-in/projects/$uuid' });
  const me = useMe();
  const [isRemoving, removing] = useDisclosure();
  const project = useQuery({
    queryKey: [...queryKeys.projects, uuid],
    queryFn: () => readBody(api.GET('/api/projects/{uuid}/', { params: { path: { uuid } } })),
  });
  return (
    <PageLayout
      title={project.data?.name ?? 'Project'}
      subtitle={<ProjectSubtitle project={project.data} />}
      actions={
        mayManage(me) &&
        project.data?.is_removed === false && (
          <Button
            variant="light"
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={removing.open}
          >
            Mark as removed
          </Button>
        )
      }
    >
      <QueryContent query={project}>
        {(data) => (
          <>
            <ProjectStateNotice project={data} />
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <ProjectDetails key={data.uuid} project={data} />
              <ProjectAward project={data} />
            </SimpleGrid>
            <ProjectUsageCard key={`${data.uuid} usage`} uuid={data.uuid} />
            <ProjectMachinesCard key={`${data.uuid} machines`} project={data} />
            <ProjectMembersCard key={data.uuid} project={data} />
            <InvitationsCard key={`${data.uuid} invitations`} scope={projectRoleScope(data)} />
            <RemoveProjectDialog project={data} isOpen={isRemoving} onClose={removing.close} />
          </>
        )}
      </QueryContent>
    </PageLayout>
  );
}

function ProjectSubtitle({ project }: { project: Project | undefined }) {
  return (
    <Group gap="sm">
      <PageLink to="/projects">All projects</PageLink>
      {project !== undefined && <ProjectStateBadge project={project} />}
    </Group>
  );
}

/** Explains the state of a project that is not active. */
function ProjectStateNotice({ project }: { project: Project }) {
  const text = describeProjectState(project);
  if (text === '') return null;
  return (
    <Alert variant="light" color="gray" icon={<IconInfoCircle />}>
      {text}
    </Alert>
  );
}
