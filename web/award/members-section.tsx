import { Badge, Button, Group, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AwardVersion } from './award-queries.ts';
import { AwardMembersTable } from './award-members-table.tsx';
import { useIsPrinting } from '../parts/use-is-printing.ts';
import { computeMemberOutcomes, useProjectMembers } from './member-outcomes.ts';
import { AwardSection } from './award-section.tsx';
import { membershipControlDescriptions } from './award-labels.ts';
import { usePlan } from './use-plan.ts';

/** A button shows the rest. */
const maxInitialMembers = 25;

/** The members of the award, the local role of each, and who is not invited and why. */
export function MembersSection({ version }: { version: AwardVersion }) {
  const { award } = version;
  const { details } = award;
  const plan = usePlan(version);
  const projectMembers = useProjectMembers(award).data?.items;
  const members = useMemo(
    () => computeMemberOutcomes(award, projectMembers ?? [], plan ?? null),
    [award, projectMembers, plan],
  );
  const [isUnfolded, setUnfolded] = useState(false);
  const isPrinting = useIsPrinting();
  const showsAll = isUnfolded || isPrinting;
  const excludedCount = members.filter(({ isExcluded }) => isExcluded).length;
  return (
    <AwardSection
      title="Members"
      fields={['members', 'allowed_domains', 'membership_control']}
      aside={<MemberCount total={members.length} excluded={excludedCount} />}
    >
      {members.length > 0 && (
        <AwardMembersTable members={showsAll ? members : members.slice(0, maxInitialMembers)} />
      )}
      {members.length > maxInitialMembers && !showsAll && (
        <Button variant="default" size="xs" onClick={() => setUnfolded(true)}>
          Show all {members.length}
        </Button>
      )}
      {members.length === 0 && (
        <Text size="sm" c="dimmed">
          The award has no members.
        </Text>
      )}
      <Text size="sm">
        <b>Allowed domains:</b> {describeAllowedDomains(details.allowed_domains)}
      </Text>
      <Text size="sm">
        <b>Membership control:</b>{' '}
        {membershipControlDescriptions[details.membership_control ?? 'open']}
      </Text>
    </AwardSection>
  );
}

function MemberCount({ total, excluded }: { total: number; excluded: number }) {
  if (total === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {total === 1 ? '1 member' : `${total} members`}
      {excluded > 0 && `, ${excluded} not invited`}
    </Text>
  );
}

function describeAllowedDomains(domains: readonly string[] | null) {
  if (domains === null) return 'all. Every member of the award can be invited.';
  if (domains.length === 0) return 'none. Nobody can be invited.';
  return (
    <Group gap={4} component="span" display="inline-flex">
      {domains.map((domain) => (
        <Badge key={domain} component="span" variant="default" fw={500}>
          {domain}
        </Badge>
      ))}
    </Group>
  );
}
