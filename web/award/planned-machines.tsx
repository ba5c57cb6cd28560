/* What an approval makes on which resource, and for whom. */

import { Badge, Group, List, Stack, Text } from '@mantine/core';
import type { Plan } from '../api/types.ts';
import { formatNodeHours } from '../machines/node-hours.ts';
import { textColor } from './limit-notes.tsx';

type PlannedMachine = Plan['machines'][number];

/** The resources of a plan with limit, quotas and people. */
export function PlannedMachines({ machines }: { machines: Plan['machines'] }) {
  if (machines.length === 0) {
    return <Text size="sm">Nothing is made: the template names no resource.</Text>;
  }
  return (
    <Stack gap="sm">
      {machines.map((machine) => (
        <div key={machine.resource}>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {machine.resource_name}
            </Text>
            {machine.is_observed && (
              <Badge color="gray" variant="light">
                Observed: nothing is changed
              </Badge>
            )}
          </Group>
          <MachineProblem machine={machine} />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {describeSizes(machine)}
          </Text>
          <PlannedPeople people={machine.people} />
        </div>
      ))}
    </Stack>
  );
}

function MachineProblem({ machine: { problem, wanted } }: { machine: PlannedMachine }) {
  const text = wanted === 'present' ? problem : (problem ?? 'Not made before the award runs.');
  if (text === null) return null;
  return (
    <Text size="sm" fw={500} c={textColor('orange')}>
      {text}
    </Text>
  );
}

function describeSizes({ limit_seconds, quotas }: PlannedMachine): string {
  const sizes = Object.entries(quotas).map(([volume, size]) => `${size} on ${volume}`);
  return [`Limit ${formatNodeHours(limit_seconds)}`, ...sizes].join(' · ');
}

function PlannedPeople({ people }: { people: PlannedMachine['people'] }) {
  if (people.length === 0) return <Text size="sm">Nobody gets an account.</Text>;
  return (
    <List size="sm" style={{ overflowWrap: 'anywhere' }}>
      {people.map(({ email, short_name, problem }) => (
        <List.Item key={email}>
          {email}
          {short_name !== null && ` as ${short_name}`}
          {problem !== null && `: ${problem}`}
        </List.Item>
      ))}
    </List>
  );
}
