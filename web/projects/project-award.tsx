/* The award that manages a project, on the project's screen. */

import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api-client.ts';
import { readAwardPage } from '../api/award-response.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayReadEverything, maySeeTemplate } from '../api/permissions.ts';
import type { Award, Project } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { getAwardName } from '../award/award-labels.ts';
import { formatAllocation } from '../parts/allocation-format.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../parts/award-state-badge.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** The award that manages a project: a list of none or one. */
export function useProjectAwards({ uuid }: Project) {
  return useQuery({
    queryKey: [...queryKeys.projects, uuid, 'awards'],
    queryFn: () =>
      readAwardPage(
        api.GET('/api/openportal-managed-projects/', { params: { query: { project_uuid: uuid } } }),
      ),
  });
}

/** The award that manages a project, or that there is none. */
export function ProjectAward({ project }: { project: Project }) {
  const me = useMe();
  const awards = useProjectAwards(project);
  const emptyText = mayReadEverything(me)
    ? 'No award manages this project.'
    : 'No award that you can see manages this project.';
  return (
    <Card withBorder component="section" aria-labelledby="award">
      <Title order={2} size="h4" id="award" mb="sm">
        Award
      </Title>
      <QueryContent query={awards} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {emptyText}{' '}
              {!project.is_removed && 'The page of an award lets you attach this project.'}
            </Text>
          ) : (
            <Stack>
              {items.map((award) => (
                <ManagingAward key={award.identifier + award.destination} award={award} />
              ))}
            </Stack>
          )
        }
      </QueryContent>
    </Card>
  );
}

function ManagingAward({ award }: { award: Award }) {
  const me = useMe();
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
      <PropertyList
        properties={[
          ['Name', <MarkedText key="name" text={getAwardName(award)} />],
          ['From', `${portal}, for ${offering}`],
          [
            'Template',
            maySeeTemplate(me, project_template_data) ? (
              <PageLink key="template" to="/templates/$uuid" params={{ uuid }} size="sm">
                <MarkedText text={name} />
              </PageLink>
            ) : (
              <MarkedText key="template" text={name} />
            ),
          ],
          ['Allocation', formatAllocation(details.allocation)],
          ['Arrived', <RelativeTime key="created" time={created} />],
        ]}
      />
    </Stack>
  );
}
