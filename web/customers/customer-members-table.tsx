import { Badge, Button, Table, Text } from '@mantine/core';
import { mayReadEverything } from '../api/permissions.ts';
import type { Member } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { formatCustomerRole } from '../parts/customer-roles.ts';
import { PageLink } from '../parts/page-link.tsx';
import { EmailLink } from '../parts/email-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { WideTable } from '../parts/wide-table.tsx';

interface CustomerMembersTableProps {
  members: Member[];
  /** Only for who may take roles. */
  onRevoke?: (member: Member) => void;
}

/** People of a customer, a row for each role. */
export function CustomerMembersTable({ members, onRevoke: onTake }: CustomerMembersTableProps) {
  return (
    <WideTable minWidth={690} aria-label="People and their roles">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Role</Table.Th>
          <Table.Th>E-mail</Table.Th>
          <Table.Th>Since</Table.Th>
          {onTake && <Table.Th ta="right">Change</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <MemberRow
            key={`${member.user_uuid} ${member.role_name}`}
            member={member}
            {...(onTake && { onTake })}
          />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function MemberRow({ member, onTake }: { member: Member; onTake?: (member: Member) => void }) {
  const { user_email, role_name, created } = member;
  const role = formatCustomerRole(role_name);
  return (
    <Table.Tr>
      <Table.Td miw={150} style={{ overflowWrap: 'anywhere' }}>
        <MemberName member={member} />
        <Text size="xs" c="dimmed">
          {member.user_username}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge
          variant={role_name === 'CUSTOMER.OWNER' ? 'light' : 'default'}
          tt="none"
          miw="max-content"
        >
          {role}
        </Badge>
      </Table.Td>
      <Table.Td>
        <EmailLink email={user_email} />
      </Table.Td>
      <Table.Td>
        <RelativeTime time={created} />
      </Table.Td>
      {onTake && (
        <Table.Td ta="right">
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={`Take away the role ${role} from ${formatMemberName(member)}`}
            onClick={() => onTake(member)}
          >
            Take away
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function MemberName({ member }: { member: Member }) {
  const me = useMe();
  const { user_uuid: uuid } = member;
  const isVisible = uuid !== null && (mayReadEverything(me) || uuid === me.uuid);
  if (!isVisible) return <Text size="sm">{formatMemberName(member)}</Text>;
  return (
    <PageLink to="/people/$uuid" params={{ uuid }} size="sm" fw={500}>
      {formatMemberName(member)}
    </PageLink>
  );
}

export const formatMemberName = (member: Member): string =>
  member.user_full_name || member.user_username;
