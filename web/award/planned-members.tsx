import { Button, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '../api/types.ts';
import { textColor } from './limit-notes.tsx';
import { formatProjectRole } from '../members/project-roles.ts';
import { MarkedText } from '../parts/marked-text.tsx';

type PlanMembers = Plan['members'];

/** A button shows the rest. */
const maxInitialLines = 12;

/** Who is invited, who gets another role, who loses access, and who is not invited and why. */
export function PlannedMembers({ members }: { members: PlanMembers }) {
  const { invited, changed, removed, skipped } = members;
  if (invited.length + changed.length + removed.length + skipped.length === 0) {
    return <Text size="sm">No members change.</Text>;
  }
  const asRole = ({ email, role }: { email: string; role: string }) =>
    `${email} as ${formatProjectRole(role)}`;
  return (
    <Stack gap="sm">
      <MemberGroup title="Invited" lines={invited.map(asRole)} />
      <MemberGroup title="Get another role" lines={changed.map(asRole)} />
      <MemberGroup title="Lose access" lines={removed.map(formatRemovedMember)} isWarning />
      <MemberGroup title="Not invited" lines={skipped.map(formatSkippedMember)} isWarning />
    </Stack>
  );
}

const formatRemovedMember = ({ email, role }: PlanMembers['removed'][number]): string =>
  `${email || 'A member without an email'}, now ${formatProjectRole(role)}`;
const formatSkippedMember = ({ email, role, reason }: PlanMembers['skipped'][number]): string =>
  `${email}, requested as ${role}: ${reason}`;

interface MemberGroupProps {
  title: string;
  lines: readonly string[];
  /** Whether a reviewer should not overlook the group. */
  isWarning?: boolean;
}

function MemberGroup({ title, lines, isWarning = false }: MemberGroupProps) {
  const [showsAll, setShowsAll] = useState(false);
  if (lines.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} {...(isWarning && { c: textColor('red') })}>
        {title} ({lines.length})
      </Text>
      <List size="sm" style={{ overflowWrap: 'anywhere' }}>
        {(showsAll ? lines : lines.slice(0, maxInitialLines)).map((line) => (
          <List.Item key={line}>
            <MarkedText text={line} />
          </List.Item>
        ))}
      </List>
      {lines.length > maxInitialLines && !showsAll && (
        <Button size="compact-xs" variant="subtle" onClick={() => setShowsAll(true)}>
          Show all {lines.length}
        </Button>
      )}
    </div>
  );
}
