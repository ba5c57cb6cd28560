import { Badge, Table } from '@mantine/core';
import type { Member } from '../api/types.ts';
import { EmailLink } from '../parts/email-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { getMemberKey, MemberName } from './member-name.tsx';
import { MembersList, type MembersListProps } from './members-list.tsx';
import { MemberButtons } from './member-buttons.tsx';

/** People with a role, a row for each role; on a phone a list. */
export function MembersTable(props: MembersListProps) {
  const { members, ...columns } = props;
  const hasEnding = members.some(({ expiration_time }) => expiration_time !== null);
  if (useIsNarrow()) return <MembersList {...props} />;
  return (
    <ColumnTable
      minWidth={520}
      aria-label="People and their roles"
      columns={[
        'Person',
        'Role',
        columns.hasInvitations && 'State',
        'Since',
        hasEnding && 'Until',
        columns.changes && { name: 'Change', ta: 'right' },
      ]}
    >
      {members.map((member) => (
        <MemberRow key={getMemberKey(member)} member={member} hasEnding={hasEnding} {...columns} />
      ))}
    </ColumnTable>
  );
}

type MemberRowProps = Omit<MembersListProps, 'members'> & { member: Member; hasEnding: boolean };

function MemberRow({ member, formatRole, hasInvitations, hasEnding, changes }: MemberRowProps) {
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
          <Badge variant={isMember ? 'light' : 'default'} miw="max-content">
            {isMember ? 'Member' : 'Invited'}
          </Badge>
        </Table.Td>
      )}
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <RelativeTime time={member.created} />
      </Table.Td>
      {hasEnding && (
        <Table.Td style={{ whiteSpace: 'nowrap' }}>
          {member.expiration_time && <RelativeTime time={member.expiration_time} />}
        </Table.Td>
      )}
      {changes && (
        <Table.Td ta="right">
          <MemberButtons member={member} roleName={role} {...changes} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
