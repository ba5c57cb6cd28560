import { Button, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import { useMe } from '../app/session.tsx';
import { Shown } from '../parts/feedback.tsx';
import { PageLink } from '../parts/link.tsx';
import { Page } from '../parts/page.tsx';
import { About } from './about.tsx';
import { Belongings } from './belongings.tsx';
import { DeleteCustomer } from './delete-customer.tsx';
import { CustomerPeople } from './people.tsx';

/** One customer: what it is, who has a role in it, what belongs to it. */
export function CustomerScreen() {
  const { uuid } = useParams({ from: '/signed-in/customers/$uuid' });
  const me = useMe();
  const [isDeleting, deleting] = useDisclosure();
  const customer = useQuery({
    queryKey: [...keys.customers, uuid],
    queryFn: () => bodyOf(api.GET('/api/customers/{uuid}/', { params: { path: { uuid } } })),
  });
  return (
    <Page
      title={customer.data?.name ?? 'Customer'}
      about={<PageLink to="/customers">All customers</PageLink>}
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
      <Shown query={customer}>
        {(data) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <About customer={data} />
              <Belongings customer={data} />
            </SimpleGrid>
            <CustomerPeople customer={data} />
            <DeleteCustomer customer={data} isOpen={isDeleting} onClose={deleting.close} />
          </>
        )}
      </Shown>
    </Page>
  );
}
