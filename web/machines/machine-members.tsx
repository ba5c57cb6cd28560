/* The members of a project on a resource. */

import { Badge, Code, Stack, Table, Text } from '@mantine/core';
import type { MachineMember } from '../api/types.ts';
import { formatPersonName } from '../parts/person-name.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { ColumnTable } from '../parts/column-table.tsx';

interface MachineMembersProps {
  members: readonly MachineMember[];
  resourceName: string;
}

/** Each member with their Unix name and state; on a phone a list. */
export function MachineMembers({ members, resourceName }: MachineMembersProps) {
  const isNarrow = useIsNarrow();
  if (members.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No member has or gets an account there.
      </Text>
    );
  }
  const label = `Members on ${resourceName}`;
  if (isNarrow) return <MembersList members={members} label={label} />;
  return (
    <ColumnTable
      minWidth={560}
      aria-label={label}
      columns={['Person', 'Unix name', 'State', 'Checked']}
    >
      {members.map((member) => (
        <Table.Tr key={getKey(member)}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <MemberName member={member} />
          </Table.Td>
          <Table.Td>
            <UnixName name={member.local_name} />
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            {member.state_text}
            <MemberError member={member} />
          </Table.Td>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>
            {member.seen_at === null ? '–' : <RelativeTime time={member.seen_at} />}
          </Table.Td>
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}

function MembersList({ members, label }: { members: readonly MachineMember[]; label: string }) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label={label}>
      {members.map((member) => (
        <li key={getKey(member)} style={{ listStyle: 'none', overflowWrap: 'anywhere' }}>
          <MemberName member={member} /> <UnixName name={member.local_name} />
          <Text size="sm">{member.state_text}</Text>
          <MemberError member={member} />
        </li>
      ))}
    </Stack>
  );
}

function MemberName({ member }: { member: MachineMember }) {
  const { full_name, username, short_name, is_unknown } = member;
  if (is_unknown) {
    return (
      <>
        {short_name}{' '}
        <Badge color="orange" variant="light">
          Unknown here
        </Badge>
      </>
    );
  }
  return formatPersonName({ full_name: full_name ?? '', username: username ?? '' });
}

/** Why the account could not be made, in the agents' words. */
function MemberError({ member: { last_error, last_error_at } }: { member: MachineMember }) {
  if (last_error === null) return null;
  return (
    <Text size="sm" c="red">
      {last_error}
      {last_error_at !== null && (
        <>
          {' '}
          (<RelativeTime time={last_error_at} />)
        </>
      )}
    </Text>
  );
}

function UnixName({ name }: { name: string | null }) {
  return name === null ? '–' : <Code>{name}</Code>;
}

const getKey = ({ user, short_name }: MachineMember): string => user ?? `account ${short_name}`;
