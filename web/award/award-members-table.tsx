import { Group, Stack, Table, Text, ThemeIcon } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { ChangedBadge } from './changed-badge.tsx';
import type { MemberOutcome } from './member-outcomes.ts';
import { formatProjectRole } from '../members/project-roles.ts';
import { MarkedText } from '../parts/marked-text.tsx';

/** The members of an award: a table, on a phone a list. */
export function AwardMembersTable({ members }: { members: readonly MemberOutcome[] }) {
  if (useIsNarrow()) return <AwardMembersList members={members} />;
  return (
    <ColumnTable
      minWidth={520}
      aria-label="Members of the award"
      verticalSpacing={6}
      columns={['E-mail', 'Requested role', 'Local role', 'Outcome']}
    >
      {members.map((member) => (
        <Table.Tr key={member.email}>
          <Table.Td>
            <MemberEmail email={member.email} />
          </Table.Td>
          <Table.Td>
            <MarkedText text={member.requestedRole} />
          </Table.Td>
          <Table.Td>
            {member.localRole === null ? '–' : formatProjectRole(member.localRole)}
          </Table.Td>
          <Table.Td>
            <OutcomeCell member={member} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}

function AwardMembersList({ members }: { members: readonly MemberOutcome[] }) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label="Members of the award">
      {members.map((member) => (
        <Stack key={member.email} component="li" gap={2} style={{ listStyle: 'none' }}>
          <Text size="sm" fw={500} component="div" style={{ overflowWrap: 'anywhere' }}>
            <MemberEmail email={member.email} />
          </Text>
          <Text size="sm">
            Requested role <MarkedText text={member.requestedRole} />
            {member.localRole !== null && `, local role ${formatProjectRole(member.localRole)}`}
          </Text>
          <Text size="sm" component="div">
            <OutcomeCell member={member} />
          </Text>
        </Stack>
      ))}
    </Stack>
  );
}

function MemberEmail({ email }: { email: string }) {
  return (
    <Group gap="xs">
      <span>
        <MarkedText text={email} />
      </span>
      <ChangedBadge field="members" part={email} />
    </Group>
  );
}

/** What happens to a member; for people who are not invited, a warning and the reason. */
function OutcomeCell({ member: { outcome, isExcluded } }: { member: MemberOutcome }) {
  if (!isExcluded) return <MarkedText text={outcome} />;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <ThemeIcon size={20} color="red" variant="light" radius="xl" aria-hidden>
        <IconUserOff size={13} />
      </ThemeIcon>
      <div>
        <Text size="sm">Not invited</Text>
        <Text size="xs" c="dimmed">
          <MarkedText text={outcome} />
        </Text>
      </div>
    </Group>
  );
}
