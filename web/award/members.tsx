import { Badge, Button, Group, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Award } from '../api/types.ts';
import { MembersTable } from './members-table.tsx';
import { namedMembers, useProjectPeople } from './people.ts';
import { Section } from './section.tsx';
import { controlInWords } from './words.ts';

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
