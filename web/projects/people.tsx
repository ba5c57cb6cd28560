import { Card, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Project } from '../api/types.ts';
import { Shown } from '../parts/feedback.tsx';
import { Pager } from '../parts/pager.tsx';
import { PeopleTable } from './people-table.tsx';

const pageSize = 50;

/** Who is in a project, and who is invited. */
export function ProjectPeople({ project: { uuid } }: { project: Project }) {
  const [page, setPage] = useState(1);
  const people = useQuery({
    queryKey: [...keys.projects, uuid, 'people', page],
    queryFn: () =>
      pageOf(
        api.GET('/api/projects/{uuid}/list_users/', {
          params: { path: { uuid }, query: { page, page_size: pageSize } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <Card withBorder component="section" aria-labelledby="people">
      <Title order={2} size="h4" id="people">
        People
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        An invitation becomes a membership when that person signs in with that address.
      </Text>
      <Shown query={people} rows={3}>
        {({ items, total }) => (
          <>
            {items.length === 0 ? (
              <Text size="sm">Nobody is in this project, and nobody is invited.</Text>
            ) : (
              <PeopleTable people={items} />
            )}
            {total > pageSize && (
              <Pager page={page} pageSize={pageSize} total={total} onPage={setPage} />
            )}
          </>
        )}
      </Shown>
    </Card>
  );
}
