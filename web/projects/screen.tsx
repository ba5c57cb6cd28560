import { Alert, Button, Group, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import type { Project } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { Shown } from '../parts/feedback.tsx';
import { PageLink } from '../parts/link.tsx';
import { Page } from '../parts/page.tsx';
import { About } from './about.tsx';
import { ProjectAward } from './award.tsx';
import { ProjectPeople } from './people.tsx';
import { ProjectBadge } from './project-badge.tsx';
import { RemoveProject } from './remove-project.tsx';
import { stateInWords } from './state.ts';

/** One project: what it is, the award that manages it, who is in it. */
export function ProjectScreen() {
  const { uuid } = useParams({ from: '/signed-in/projects/$uuid' });
  const me = useMe();
  const [isRemoving, removing] = useDisclosure();
  const project = useQuery({
    queryKey: [...keys.projects, uuid],
    queryFn: () => bodyOf(api.GET('/api/projects/{uuid}/', { params: { path: { uuid } } })),
  });
  return (
    <Page
      title={project.data?.name ?? 'Project'}
      about={<Under project={project.data} />}
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
      <Shown query={project}>
        {(data) => (
          <>
            <Standing project={data} />
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <About key={data.uuid} project={data} />
              <ProjectAward project={data} />
            </SimpleGrid>
            <ProjectPeople key={data.uuid} project={data} />
            <RemoveProject project={data} isOpen={isRemoving} onClose={removing.close} />
          </>
        )}
      </Shown>
    </Page>
  );
}

function Under({ project }: { project: Project | undefined }) {
  return (
    <Group gap="sm">
      <PageLink to="/projects">All projects</PageLink>
      {project !== undefined && <ProjectBadge project={project} />}
    </Group>
  );
}

/** Said where a project is not simply active. */
function Standing({ project }: { project: Project }) {
  const words = stateInWords(project);
  if (words === '') return null;
  return (
    <Alert variant="light" color="gray" icon={<IconInfoCircle />}>
      {words}
    </Alert>
  );
}
