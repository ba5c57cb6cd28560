/* The screen that lists resources. */

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import { EmptyState, QueryContent } from '../parts/query-state.tsx';
import { NewResourceDialog } from './new-resource-dialog.tsx';
import { resourcesQuery } from './resource-queries.ts';
import { ResourcesTable } from './resources-table.tsx';

/** The list of resources: the places where projects can run. */
export function ResourcesScreen() {
  const me = useMe();
  const [isAdding, adding] = useDisclosure();
  const resources = useQuery(resourcesQuery);
  return (
    <PageLayout
      title="Resources"
      subtitle="The machines on which projects run. Templates name the resources that their projects get."
      actions={
        mayManage(me) && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New resource
          </Button>
        )
      }
    >
      <QueryContent query={resources}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No resources">
              Without a resource an approved award stays a record here: nothing is made on any
              machine. A new resource is only observed until you switch it to active.
            </EmptyState>
          ) : (
            <ResourcesTable resources={items} />
          )
        }
      </QueryContent>
      <NewResourceDialog isOpen={isAdding} onClose={adding.close} />
    </PageLayout>
  );
}
