import { Badge, Button, Group, Table, Text, ThemeIcon } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Award } from '../api/types.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { Changed } from './changed.tsx';
import { type NamedMember, namedMembers, useProjectPeople } from './people.ts';
import { Section } from './section.tsx';
import { controlInWords, roleInWords } from './words.ts';

/** More are shown when asked for. */
const few = 25;

/** Whom the award names, the local role that each gets, and who is kept out and why. */
export function MembersSection({ award }: { award: Award }) {
  const { details, project_template_data: template } = award;
  const people = useProjectPeople(award).data?.items;
  const members = useMemo(
    () => namedMembers(details, template.role_mapping, people ?? []),
    [details, template, people],
  );
  const [isAll, setAll] = useState(false);
  const out = members.filter(({ isKeptOut }) => isKeptOut).length;
  return (
    <Section
      title="Members"
      fields={['members', 'allowed_domains', 'membership_control']}
      aside={<Count all={members.length} out={out} />}
    >
      {members.length > 0 && <MembersTable members={isAll ? members : members.slice(0, few)} />}
      {members.length > few && !isAll && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          Show all {members.length}
        </Button>
      )}
      {members.length === 0 && (
        <Text size="sm" c="dimmed">
          The award names nobody.
        </Text>
      )}
      <Text size="sm">
        <b>Who is admitted:</b> {admitted(details.allowed_domains)}
      </Text>
      <Text size="sm">
        <b>Who decides:</b> {controlInWords[details.membership_control ?? 'open']}
      </Text>
    </Section>
  );
}

function Count({ all, out }: { all: number; out: number }) {
  if (all === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {all} named{out > 0 && `, ${out} kept out`}
    </Text>
  );
}

function MembersTable({ members }: { members: readonly NamedMember[] }) {
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
              <Group gap="xs">
                {member.address}
                <Changed field="members" part={member.address} />
              </Group>
            </Table.Td>
            <Table.Td>{member.asked}</Table.Td>
            <Table.Td>{member.role === null ? '–' : roleInWords(member.role)}</Table.Td>
            <Table.Td>{member.isKeptOut ? <KeptOut reason={member.fate} /> : member.fate}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

/** The mark of somebody who is not let in, and why. */
export function KeptOut({ reason }: { reason: string }) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <ThemeIcon size={20} color="red" variant="light" radius="xl" aria-hidden>
        <IconUserOff size={13} />
      </ThemeIcon>
      <div>
        <Text size="sm">Kept out</Text>
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      </div>
    </Group>
  );
}

function admitted(domains: readonly string[] | null) {
  if (domains === null) return 'everybody whom the award names.';
  if (domains.length === 0) return 'nobody: the award allows no domain.';
  return (
    <Group gap={4} component="span" display="inline-flex">
      {domains.map((domain) => (
        <Badge key={domain} component="span" variant="default" tt="none" fw={500}>
          {domain}
        </Badge>
      ))}
    </Group>
  );
}
