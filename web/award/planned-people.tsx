import { Button, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '../api/types.ts';
import { textColor } from './limits.tsx';
import { roleInWords } from './words.ts';

type Members = Plan['members'];

/** More are shown when asked for. */
const few = 12;

/** Who is invited, who gets another role, who leaves, and who is not let in and why. */
export function PlannedPeople({ members }: { members: Members }) {
  const { invited, changed, removed, skipped } = members;
  if (invited.length + changed.length + removed.length + skipped.length === 0) {
    return <Text size="sm">Nothing changes for anybody.</Text>;
  }
  const asRole = ({ email, role }: { email: string; role: string }) =>
    `${email} as ${roleInWords(role)}`;
  return (
    <Stack gap="sm">
      <People title="Invited" lines={invited.map(asRole)} />
      <People title="Get another role" lines={changed.map(asRole)} />
      <People title="Lose their access" lines={removed.map(wasRole)} isGrave />
      <People title="Kept out" lines={skipped.map(outOf)} isGrave />
    </Stack>
  );
}

const wasRole = ({ email, role }: Members['removed'][number]): string =>
  `${email}, ${roleInWords(role)} until now`;
const outOf = ({ email, role, reason }: Members['skipped'][number]): string =>
  `${email}, asked for as ${role}: ${reason}`;

interface PeopleProps {
  title: string;
  lines: readonly string[];
  /** What a reviewer should not overlook. */
  isGrave?: boolean;
}

function People({ title, lines, isGrave = false }: PeopleProps) {
  const [isAll, setAll] = useState(false);
  if (lines.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} {...(isGrave && { c: textColor('red') })}>
        {title} ({lines.length})
      </Text>
      <List size="sm" style={{ overflowWrap: 'anywhere' }}>
        {(isAll ? lines : lines.slice(0, few)).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {lines.length > few && !isAll && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          Show all {lines.length}
        </Button>
      )}
    </div>
  );
}
