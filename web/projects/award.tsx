import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { readsEverything } from '../api/may.ts';
import type { Award, Project } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { Facts } from '../parts/facts.tsx';
import { Shown } from '../parts/feedback.tsx';
import { PageLink } from '../parts/link.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { When } from '../parts/time.tsx';

/** The award that manages a project: none or one. */
export function useManagingAwards({ uuid }: Project) {
  return useQuery({
    queryKey: [...keys.projects, uuid, 'awards'],
    queryFn: () =>
      pageOf(
        api.GET('/api/openportal-managed-projects/', { params: { query: { project_uuid: uuid } } }),
      ),
  });
}

export function ProjectAward({ project }: { project: Project }) {
  const me = useMe();
  const awards = useManagingAwards(project);
  const none = readsEverything(me)
    ? 'No award manages this project.'
    : 'No award that you can see manages this project.';
  return (
    <Card withBorder component="section" aria-labelledby="award">
      <Title order={2} size="h4" id="award" mb="sm">
        Award
      </Title>
      <Shown query={awards} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {none} {!project.is_removed && 'It can be attached on the page of an award.'}
            </Text>
          ) : (
            <Stack>
              {(items as Award[]).map((award) => (
                <Managing key={award.identifier + award.destination} award={award} />
              ))}
            </Stack>
          )
        }
      </Shown>
    </Card>
  );
}

function Managing({ award }: { award: Award }) {
  const { identifier, destination, state, details, created, project_template_data } = award;
  const { uuid, name, portal, offering } = project_template_data;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <PageLink
          to="/awards/$identifier/$destination"
          params={{ identifier, destination }}
          fw={500}
        >
          {identifier}
        </PageLink>
        <StateBadge state={state} />
      </Group>
      <Facts
        facts={[
          ['Name', details.name],
          ['From', `${portal}, for ${offering}`],
          [
            'Template',
            <PageLink key="template" to="/templates/$uuid" params={{ uuid }} size="sm">
              {name}
            </PageLink>,
          ],
          ['Allocation', details.allocation],
          ['Arrived', <When key="created" time={created} />],
        ]}
      />
    </Stack>
  );
}
