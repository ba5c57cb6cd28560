import { Badge, Button, Table, Text } from '@mantine/core';
import { readsEverything } from '../api/may.ts';
import type { Member } from '../api/types.ts';
import { useMe } from '../app/session.tsx';
import { roleName } from '../parts/customer-roles.ts';
import { PageLink } from '../parts/link.tsx';
import { Mail } from '../parts/mail.tsx';
import { When } from '../parts/time.tsx';
import { WideTable } from '../parts/wide-table.tsx';

interface MembersTableProps {
  members: Member[];
  /** Only for who may take roles. */
  onTake?: (member: Member) => void;
}

/** People of a customer, a row for each role. */
export function MembersTable({ members, onTake }: MembersTableProps) {
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
          <Row
            key={`${member.user_uuid} ${member.role_name}`}
            member={member}
            {...(onTake && { onTake })}
          />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Row({ member, onTake }: { member: Member; onTake?: (member: Member) => void }) {
  const { user_email, role_name, created } = member;
  const role = roleName(role_name);
  return (
    <Table.Tr>
      <Table.Td miw={150} style={{ overflowWrap: 'anywhere' }}>
        <Name member={member} />
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
        <Mail address={user_email} />
      </Table.Td>
      <Table.Td>
        <When time={created} />
      </Table.Td>
      {onTake && (
        <Table.Td ta="right">
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={`Take away the role ${role} from ${nameOf(member)}`}
            onClick={() => onTake(member)}
          >
            Take away
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Name({ member }: { member: Member }) {
  const me = useMe();
  const { user_uuid: uuid } = member;
  const isVisible = uuid !== null && (readsEverything(me) || uuid === me.uuid);
  if (!isVisible) return <Text size="sm">{nameOf(member)}</Text>;
  return (
    <PageLink to="/people/$uuid" params={{ uuid }} size="sm" fw={500}>
      {nameOf(member)}
    </PageLink>
  );
}

export const nameOf = (member: Member): string => member.user_full_name || member.user_username;
