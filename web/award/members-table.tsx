import { Group, Stack, Table, Text, ThemeIcon } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useIsNarrow } from '../parts/narrow.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { Changed } from './changed.tsx';
import type { NamedMember } from './people.ts';
import { roleInWords } from './words.ts';

/** The members of an award: a table, or on a phone one below the other. */
export function MembersTable({ members }: { members: readonly NamedMember[] }) {
  if (useIsNarrow()) return <MembersList members={members} />;
  return (
    <WideTable minWidth={520} aria-label="Members of the award" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Address</Table.Th>
          <Table.Th>Asked as</Table.Th>
          <Table.Th>Local role</Table.Th>
          <Table.Th>What happens</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Table.Tr key={member.address}>
            <Table.Td>
              <Address address={member.address} />
            </Table.Td>
            <Table.Td>{member.asked}</Table.Td>
            <Table.Td>{member.role === null ? '–' : roleInWords(member.role)}</Table.Td>
            <Table.Td>
              <Fate member={member} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function MembersList({ members }: { members: readonly NamedMember[] }) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label="Members of the award">
      {members.map((member) => (
        <Stack key={member.address} component="li" gap={2} style={{ listStyle: 'none' }}>
          <Text size="sm" fw={500} component="div" style={{ overflowWrap: 'anywhere' }}>
            <Address address={member.address} />
          </Text>
          <Text size="sm">
            Asked as {member.asked}
            {member.role !== null && `, here ${roleInWords(member.role)}`}
          </Text>
          <Text size="sm" component="div">
            <Fate member={member} />
          </Text>
        </Stack>
      ))}
    </Stack>
  );
}

function Address({ address }: { address: string }) {
  return (
    <Group gap="xs">
      <span>{address}</span>
      <Changed field="members" part={address} />
    </Group>
  );
}

/** What becomes of a member; the mark of who is not let in, and why. */
function Fate({ member: { fate, isKeptOut } }: { member: NamedMember }) {
  if (!isKeptOut) return fate;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <ThemeIcon size={20} color="red" variant="light" radius="xl" aria-hidden>
        <IconUserOff size={13} />
      </ThemeIcon>
      <div>
        <Text size="sm">Kept out</Text>
        <Text size="xs" c="dimmed">
          {fate}
        </Text>
      </div>
    </Group>
  );
}
