import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import type { Customer, Member } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { Pager } from '../parts/pager.tsx';
import { GrantRoleDialog } from './grant-role-dialog.tsx';
import { CustomerMembersTable } from './customer-members-table.tsx';
import { RevokeRoleDialog } from './revoke-role-dialog.tsx';

const pageSize = 50;

/** Who has which role in a customer; staff give and take them. */
export function CustomerMembers({ customer }: { customer: Customer }) {
  const me = useMe();
  const { uuid } = customer;
  const [page, setPage] = useState(1);
  const [isGiving, giving] = useDisclosure();
  const [isTaking, takingDialog] = useDisclosure();
  const [taken, setTaken] = useState<Member | null>(null);
  const people = useQuery({
    queryKey: [...queryKeys.customers, uuid, 'people', page],
    queryFn: () =>
      readPage(
        api.GET('/api/customers/{uuid}/list_users/', {
          params: { path: { uuid }, query: { page, page_size: pageSize } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const take = (member: Member): void => {
    setTaken(member);
    takingDialog.open();
  };
  return (
    <Card withBorder component="section" aria-labelledby="people">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="people">
          People
        </Title>
        {mayManage(me) && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconUserPlus size={16} />}
            onClick={giving.open}
          >
            Give a role
          </Button>
        )}
      </Group>
      <QueryContent query={people} rows={3}>
        {({ items, total }) => (
          <>
            {items.length === 0 ? (
              <Text size="sm" c="dimmed">
                Nobody has a role here, so only staff can review its awards.
              </Text>
            ) : (
              <CustomerMembersTable members={items} {...(mayManage(me) && { onRevoke: take })} />
            )}
            {total > pageSize && (
              <Pager page={page} pageSize={pageSize} total={total} onPage={setPage} />
            )}
          </>
        )}
      </QueryContent>
      <GrantRoleDialog customer={customer} isOpen={isGiving} onClose={giving.close} />
      {taken !== null && (
        <RevokeRoleDialog
          customer={customer}
          member={taken}
          isOpen={isTaking}
          onClose={takingDialog.close}
        />
      )}
    </Card>
  );
}
