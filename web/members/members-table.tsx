import { Badge, Button, Table } from '@mantine/core';
import type { Member } from '../api/types.ts';
import { EmailLink } from '../parts/email-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { formatMemberName, MemberName } from './member-name.tsx';

interface MembersTableProps {
  members: readonly Member[];
  formatRole: (role: string) => string;
  /** Whether a column tells members from invitations. */
  hasInvitations: boolean;
  /** Left out for readers who may not revoke roles. */
  onRevoke?: ((member: Member) => void) | undefined;
}

/** People with a role, a row for each role. */
export function MembersTable({ members, ...columns }: MembersTableProps) {
  return (
    <WideTable minWidth={520} aria-label="People and their roles">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Person</Table.Th>
          <Table.Th>Role</Table.Th>
          {columns.hasInvitations && <Table.Th>State</Table.Th>}
          <Table.Th>Since</Table.Th>
          {columns.onRevoke && <Table.Th ta="right">Change</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <MemberRow
            key={`${member.state} ${member.user_uuid} ${member.user_email} ${member.role_name}`}
            member={member}
            {...columns}
          />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

type MemberRowProps = Omit<MembersTableProps, 'members'> & { member: Member };

function MemberRow({ member, formatRole, hasInvitations, onRevoke }: MemberRowProps) {
  const isMember = member.state === 'member';
  const role = formatRole(member.role_name);
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <MemberName member={member} />
        <EmailLink email={member.user_email} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{role}</Table.Td>
      {hasInvitations && (
        <Table.Td>
          <Badge variant={isMember ? 'light' : 'default'} tt="none" miw="max-content">
            {isMember ? 'Member' : 'Invited'}
          </Badge>
        </Table.Td>
      )}
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <RelativeTime time={member.created} />
      </Table.Td>
      {onRevoke && (
        <Table.Td ta="right">
          {isMember && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={`Revoke the role ${role} of ${formatMemberName(member)}`}
              onClick={() => onRevoke(member)}
            >
              Revoke
            </Button>
          )}
        </Table.Td>
      )}
    </Table.Tr>
  );
}
