import { Badge, Button, Table, Text } from '@mantine/core';
import { mayReadEverything } from '../api/permissions.ts';
import type { Member } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { PageLink } from '../parts/page-link.tsx';
import { EmailLink } from '../parts/email-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { formatProjectRole } from './project-roles.ts';

interface ProjectMembersTableProps {
  members: Member[];
  /** Only for who may take roles. */
  onRevoke?: (member: Member) => void;
}

export function ProjectMembersTable({
  members: people,
  onRevoke: onTake,
}: ProjectMembersTableProps) {
  return (
    <WideTable minWidth={520} aria-label="Members and invitations">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Person</Table.Th>
          <Table.Th>Role</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th>Since</Table.Th>
          {onTake && <Table.Th ta="right">Change</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((member) => (
          <MemberRow
            key={`${member.state} ${member.user_uuid} ${member.user_email}`}
            member={member}
            {...(onTake && { onTake })}
          />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function MemberRow({ member, onTake }: { member: Member; onTake?: (member: Member) => void }) {
  const { user_email, role_name, state, created } = member;
  const isMember = state === 'member';
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <MemberName member={member} />
        <EmailLink email={user_email} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatProjectRole(role_name)}</Table.Td>
      <Table.Td>
        <Badge variant={isMember ? 'light' : 'default'} tt="none" miw="max-content">
          {isMember ? 'Member' : 'Invited'}
        </Badge>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <RelativeTime time={created} />
      </Table.Td>
      {onTake && (
        <Table.Td ta="right">
          {isMember && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={`Take away the role ${formatProjectRole(role_name)} from ${formatMemberName(member)}`}
              onClick={() => onTake(member)}
            >
              Take away
            </Button>
          )}
        </Table.Td>
      )}
    </Table.Tr>
  );
}

/** Who is only invited has none yet. */
function MemberName({ member }: { member: Member }) {
  const me = useMe();
  const { user_uuid: uuid } = member;
  const name = formatMemberName(member);
  if (uuid === null) return null;
  if (!mayReadEverything(me) && uuid !== me.uuid) return <Text size="sm">{name}</Text>;
  return (
    <PageLink
      to="/people/$uuid"
      params={{ uuid }}
      size="sm"
      fw={500}
      display="block"
      w="fit-content"
    >
      {name}
    </PageLink>
  );
}

export const formatMemberName = (member: Member): string =>
  member.user_full_name || member.user_username;
