import { Button, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '../api/types.ts';
import { textColor } from './limit-notes.tsx';
import { formatProjectRole } from './award-labels.ts';

type PlanMembers = Plan['members'];

/** More are shown when asked for. */
const maxInitialLines = 12;

/** Who is invited, who gets another role, who leaves, and who is not let in and why. */
export function PlannedMembers({ members }: { members: PlanMembers }) {
  const { invited, changed, removed, skipped } = members;
  if (invited.length + changed.length + removed.length + skipped.length === 0) {
    return <Text size="sm">Nothing changes for anybody.</Text>;
  }
  const asRole = ({ email, role }: { email: string; role: string }) =>
    `${email} as ${formatProjectRole(role)}`;
  return (
    <Stack gap="sm">
      <MemberGroup title="Invited" lines={invited.map(asRole)} />
      <MemberGroup title="Get another role" lines={changed.map(asRole)} />
      <MemberGroup title="Lose their access" lines={removed.map(formatRemovedMember)} isWarning />
      <MemberGroup title="Kept out" lines={skipped.map(formatSkippedMember)} isWarning />
    </Stack>
  );
}

const formatRemovedMember = ({ email, role }: PlanMembers['removed'][number]): string =>
  `${email}, ${formatProjectRole(role)} until now`;
const formatSkippedMember = ({ email, role, reason }: PlanMembers['skipped'][number]): string =>
  `${email}, asked for as ${role}: ${reason}`;

interface MemberGroupProps {
  title: string;
  lines: readonly string[];
  /** What a reviewer should not overlook. */
  isWarning?: boolean;
}

function MemberGroup({ title, lines, isWarning: isGrave = false }: MemberGroupProps) {
  const [isAll, setAll] = useState(false);
  if (lines.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} {...(isGrave && { c: textColor('red') })}>
        {title} ({lines.length})
      </Text>
      <List size="sm" style={{ overflowWrap: 'anywhere' }}>
        {(isAll ? lines : lines.slice(0, maxInitialLines)).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {lines.length > maxInitialLines && !isAll && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          Show all {lines.length}
        </Button>
      )}
    </div>
  );
}
