/* The screen of one resource. */

import { Button, Group, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { CheckCard } from './check-card.tsx';
import { DeleteResourceDialog } from './delete-resource-dialog.tsx';
import { ResourceBadges } from './resource-badges.tsx';
import { ResourceDetails } from './resource-details.tsx';
import { resourceQuery } from './resource-queries.ts';
import { UnknownCard } from './unknown-card.tsx';

/** One resource: its fields, its agents, and what it has that nobody here knows. */
export function ResourceScreen() {
  const { uuid } = useParams({ from: '/signed-in/resources/$uuid' });
  const me = useMe();
  const [isDeleting, deleting] = useDisclosure();
  const resource = useQuery(resourceQuery(uuid));
  return (
    <PageLayout
      title={resource.data?.name ?? 'Resource'}
      subtitle={
        <Group gap="sm">
          <PageLink to="/resources">All resources</PageLink>
          {resource.data && <ResourceBadges resource={resource.data} />}
        </Group>
      }
      actions={
        mayManage(me) &&
        resource.data !== undefined && (
          <Button
            variant="light"
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={deleting.open}
          >
            Delete
          </Button>
        )
      }
    >
      <QueryContent query={resource}>
        {(data) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <ResourceDetails key={data.uuid} resource={data} />
              <CheckCard key={`${data.uuid} check`} resource={data} />
            </SimpleGrid>
            <UnknownCard key={`${data.uuid} unknown`} resource={data} />
            <DeleteResourceDialog resource={data} isOpen={isDeleting} onClose={deleting.close} />
          </>
        )}
      </QueryContent>
    </PageLayout>
  );
}
