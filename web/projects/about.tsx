import { Button, Card, Group, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import type { Project } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { formatCredits } from '../parts/credits.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageLink } from '../parts/link.tsx';
import { notice } from '../parts/notice.ts';
import { formatDay, formatMoment } from '../parts/time.tsx';
import { useManagingAwards } from './award.tsx';
import { ProjectForm, type ProjectValues } from './form.tsx';

/** What a project is; staff change it in place. */
export function About({ project }: { project: Project }) {
  const me = useMe();
  const queries = useQueryClient();
  const awards = useManagingAwards(project);
  const [isEditing, editing] = useDisclosure();
  const save = async (values: ProjectValues): Promise<void> => {
    const path = { uuid: project.uuid };
    const body = changedIn(values, project);
    const saved = await bodyOf(api.PATCH('/api/projects/{uuid}/', { params: { path }, body }));
    queries.setQueryData([...keys.projects, project.uuid], saved);
    void queries.invalidateQueries({ queryKey: keys.projects });
    editing.close();
    notice('Saved.');
  };
  return (
    <Card withBorder component="section" aria-labelledby="about">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="about">
          About
        </Title>
        {mayManage(me) && !isEditing && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size={14} />}
            onClick={editing.open}
          >
            Edit
          </Button>
        )}
      </Group>
      {isEditing ? (
        <ProjectForm
          project={project}
          isManaged={(awards.data?.total ?? 0) > 0}
          action="Save"
          onSave={save}
          onCancel={editing.close}
        />
      ) : (
        <Facts facts={factsOf(project)} />
      )}
    </Card>
  );
}

/** Only what was changed is written, so that nothing which came meanwhile is undone. */
function changedIn(values: ProjectValues, project: Project): Partial<ProjectValues> {
  const changed = Object.entries(values).filter(
    ([field, value]) => value !== project[field as keyof ProjectValues],
  );
  return Object.fromEntries(changed);
}

function factsOf(project: Project) {
  const { short_name, customer_uuid: uuid, customer_name, credits, description } = project;
  return [
    ['Short name', short_name],
    [
      'Customer',
      <PageLink key="customer" to="/customers/$uuid" params={{ uuid }} size="sm">
        {customer_name}
      </PageLink>,
    ],
    ['Credits', formatCredits(credits)],
    ['Start', formatDay(project.start_date)],
    ['End', formatDay(project.end_date)],
    ['Description', description],
    ['Created', formatMoment(project.created)],
  ] as const;
}
