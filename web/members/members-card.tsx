/* The people with a role in a customer or project. */

import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { mayReadEverything } from '../api/permissions.ts';
import type { Member } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { Pager } from '../parts/pager.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { ChangeEndDialog } from './change-end-dialog.tsx';
import { GrantRoleDialog } from './grant-role-dialog.tsx';
import { MembersTable } from './members-table.tsx';
import { RevokeRoleDialog } from './revoke-role-dialog.tsx';
import type { RoleScope } from './role-scope.ts';
import { formatRole } from './role-text.ts';

const pageSize = 50;

interface MembersCardProps<Role extends string> {
  scope: RoleScope<Role>;
  /** Under the title. */
  note?: ReactNode;
}

/** Who has which role in a customer or project; those who may grant, change and revoke roles. */
export function MembersCard<Role extends string>({ scope, note }: MembersCardProps<Role>) {
  const me = useMe();
  const isManager = scope.mayManage(me);
  const [page, setPage] = useState(1);
  const [isGranting, granting] = useDisclosure();
  const [isRevoking, revoking] = useDisclosure();
  const [isChangingEnd, changingEnd] = useDisclosure();
  const [member, setMember] = useState<Member | null>(null);
  const members = useQuery({
    queryKey: [...scope.membersKey, page],
    queryFn: () => scope.fetchMembers({ page, page_size: pageSize }),
    placeholderData: keepPreviousData,
  });
  const openFor = (dialog: { open: () => void }) => (chosen: Member) => {
    setMember(chosen);
    dialog.open();
  };
  const changes = { onChangeEnd: openFor(changingEnd), onRevoke: openFor(revoking) };
  return (
    <Card withBorder component="section" aria-labelledby="people">
      <Group justify="space-between" mb={note ? 0 : 'sm'}>
        <Title order={2} size="h4" id="people">
          People
        </Title>
        {/* Who may not search for people invites them. */}
        {isManager && mayReadEverything(me) && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconUserPlus size={16} />}
            onClick={granting.open}
          >
            Grant a role
          </Button>
        )}
      </Group>
      {note && (
        <Text size="sm" c="dimmed" mb="sm">
          {note}
        </Text>
      )}
      <QueryContent query={members} rows={3}>
        {({ items, total }) => (
          <>
            {items.length === 0 ? (
              <Text size="sm">{scope.emptyText}</Text>
            ) : (
              <MembersTable
                members={items}
                formatRole={(role) => formatRole(scope.roleTexts, role)}
                hasInvitations={scope.hasInvitations}
                changes={isManager ? changes : undefined}
              />
            )}
            {total > pageSize && (
              <Pager page={page} pageSize={pageSize} total={total} onPage={setPage} />
            )}
          </>
        )}
      </QueryContent>
      <GrantRoleDialog scope={scope} isOpen={isGranting} onClose={granting.close} />
      {member !== null && (
        <>
          <RevokeRoleDialog
            scope={scope}
            member={member}
            isOpen={isRevoking}
            onClose={revoking.close}
          />
          <ChangeEndDialog
            scope={scope}
            member={member}
            isOpen={isChangingEnd}
            onClose={changingEnd.close}
          />
        </>
      )}
    </Card>
  );
}
