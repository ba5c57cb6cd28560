import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { mayManage } from '../api/permissions.ts';
import type { Member } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { Pager } from '../parts/pager.tsx';
import { QueryContent } from '../parts/query-state.tsx';
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

/** Who has which role in a customer or project; staff grant and revoke roles. */
export function MembersCard<Role extends string>({ scope, note }: MembersCardProps<Role>) {
  const isManager = mayManage(useMe());
  const [page, setPage] = useState(1);
  const [isGranting, granting] = useDisclosure();
  const [isRevoking, revoking] = useDisclosure();
  const [member, setMember] = useState<Member | null>(null);
  const members = useQuery({
    queryKey: [...scope.membersKey, page],
    queryFn: () => scope.fetchMembers({ page, page_size: pageSize }),
    placeholderData: keepPreviousData,
  });
  const askToRevoke = (chosen: Member): void => {
    setMember(chosen);
    revoking.open();
  };
  return (
    <Card withBorder component="section" aria-labelledby="people">
      <Group justify="space-between" mb={note ? 0 : 'sm'}>
        <Title order={2} size="h4" id="people">
          People
        </Title>
        {isManager && (
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
                onRevoke={isManager ? askToRevoke : undefined}
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
        <RevokeRoleDialog
          scope={scope}
          member={member}
          isOpen={isRevoking}
          onClose={revoking.close}
        />
      )}
    </Card>
  );
}
