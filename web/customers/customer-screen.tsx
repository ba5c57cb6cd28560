/* The screen of one customer. */

import { Button, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import { useMe } from '../api/current-user.ts';
import { InvitationsCard } from '../invitations/invitations-card.tsx';
import { customerRoleScope } from '../members/customer-role-scope.ts';
import { MembersCard } from '../members/members-card.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { CustomerDetails } from './customer-details.tsx';
import { CustomerTemplatesAndProjects } from './customer-templates-and-projects.tsx';
import { DeleteCustomerDialog } from './delete-customer-dialog.tsx';

/** One customer: its fields, its templates and projects, and the people with a role in it. */
export function CustomerScreen() {
  const { uuid } = useParams({ from: '/signed-in/customers/$uuid' });
  const me = useMe();
  const [isDeleting, deleting] = useDisclosure();
  const customer = useQuery({
    queryKey: [...queryKeys.customers, uuid],
    queryFn: () => readBody(api.GET('/api/customers/{uuid}/', { params: { path: { uuid } } })),
  });
  return (
    <PageLayout
      title={customer.data?.name ?? 'Customer'}
      subtitle={<PageLink to="/customers">All customers</PageLink>}
      actions={
        mayManage(me) &&
        customer.data !== undefined && (
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
      <QueryContent query={customer}>
        {(data) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <CustomerDetails customer={data} />
              <CustomerTemplatesAndProjects customer={data} />
            </SimpleGrid>
            <MembersCard key={data.uuid} scope={customerRoleScope(data)} />
            <InvitationsCard key={`${data.uuid} invitations`} scope={customerRoleScope(data)} />
            <DeleteCustomerDialog customer={data} isOpen={isDeleting} onClose={deleting.close} />
          </>
        )}
      </QueryContent>
    </PageLayout>
  );
}
