/* The open invitations to a customer or project. */

import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMailPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { mayReadEverything } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Invitation } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import type { RoleName, RoleScope } from '../members/role-scope.ts';
import { formatRole } from '../members/role-text.ts';
import { Pager } from '../parts/pager.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { InvitationsTable } from './invitations-table.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const pageSize = 50;

/**
 * The open invitations to a customer or project, for those who manage its people and those who read
 * everything; the former invite and withdraw.
 */
export function InvitationsCard<Role extends RoleName>({ scope }: { scope: RoleScope<Role> }) {
  const me = useMe();
  const isManager = scope.mayManage(me);
  if (!isManager && !mayReadEverything(me)) return null;
  return <VisibleInvitationsCard scope={scope} isManager={isManager} />;
}

function VisibleInvitationsCard<Role extends RoleName>({
  scope,
  isManager,
}: {
  scope: RoleScope<Role>;
  isManager: boolean;
}) {
  const [page, setPage] = useState(1);
  const [isInviting, inviting] = useDisclosure();
  const [isWithdrawing, withdrawing] = useDisclosure();
  const [chosen, setChosen] = useState<Invitation | null>(null);
  const invitations = useQuery({
    queryKey: [...queryKeys.invitations, scope.url, page],
    queryFn: () =>
      readPage(
        api.GET('/api/user-invitations/', {
          params: { query: { scope: scope.url, page, page_size: pageSize } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const askToWithdraw = (invitation: Invitation): void => {
    setChosen(invitation);
    withdrawing.open();
  };
  return (
    <Card withBorder component="section" aria-labelledby="invitations">
      <Group justify="space-between">
        <Title order={2} size="h4" id="invitations">
          Invitations
        </Title>
        {isManager && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconMailPlus size={16} />}
            onClick={inviting.open}
          >
            Invite
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        Gatehouse sends no e-mail: tell people to sign in. Their role begins when they do.
      </Text>
      <QueryContent query={invitations} rows={2}>
        {({ items, total }) => (
          <>
            {items.length === 0 ? (
              <Text size="sm">No open invitations.</Text>
            ) : (
              <InvitationsTable
                invitations={items}
                formatRole={(role) => formatRole(scope.roleTexts, role)}
                onWithdraw={isManager ? askToWithdraw : undefined}
              />
            )}
            {total > pageSize && (
              <Pager page={page} pageSize={pageSize} total={total} onPage={setPage} />
            )}
          </>
        )}
      </QueryContent>
      <InviteDialog scope={scope} isOpen={isInviting} onClose={inviting.close} />
      {chosen !== null && (
        <WithdrawDialog
          scope={scope}
          invitation={chosen}
          isOpen={isWithdrawing}
          onClose={withdrawing.close}
        />
      )}
    </Card>
  );
}
