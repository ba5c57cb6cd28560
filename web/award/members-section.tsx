import { Badge, Button, Group, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Award } from '../api/types.ts';
import { AwardMembersTable } from './award-members-table.tsx';
import { computeMemberOutcomes, useProjectMembers } from './member-outcomes.ts';
import { AwardSection } from './award-section.tsx';
import { membershipControlDescriptions } from './award-labels.ts';

/** More are shown when asked for. */
const maxInitialMembers = 25;

/** Whom the award names, the local role that each gets, and who is kept out and why. */
export function MembersSection({ award }: { award: Award }) {
  const { details, project_template_data: template } = award;
  const people = useProjectMembers(award).data?.items;
  const members = useMemo(
    () => computeMemberOutcomes(details, template.role_mapping_data, people ?? []),
    [details, template, people],
  );
  const [isAll, setAll] = useState(false);
  const out = members.filter(({ isExcluded: isKeptOut }) => isKeptOut).length;
  return (
    <AwardSection
      title="Members"
      fields={['members', 'allowed_domains', 'membership_control']}
      aside={<MemberCount all={members.length} out={out} />}
    >
      {members.length > 0 && (
        <AwardMembersTable members={isAll ? members : members.slice(0, maxInitialMembers)} />
      )}
      {members.length > maxInitialMembers && !isAll && (
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
        <b>Who is admitted:</b> {describeAllowedDomains(details.allowed_domains)}
      </Text>
      <Text size="sm">
        <b>Who decides:</b> {membershipControlDescriptions[details.membership_control ?? 'open']}
      </Text>
    </AwardSection>
  );
}

function MemberCount({ all, out }: { all: number; out: number }) {
  if (all === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {all} named{out > 0 && `, ${out} kept out`}
    </Text>
  );
}

function describeAllowedDomains(domains: readonly string[] | null) {
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
