import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useMe } from '../api/current-user.ts';
import { mayManage, mayReadEverything } from '../api/permissions.ts';
import type { Machine, Project } from '../api/types.ts';
import { MachineSentence } from './machine-sentence.tsx';
import { MachineActions } from './machine-actions.tsx';
import { MachineFigures } from './machine-figures.tsx';
import { MachineInstructions } from './machine-instructions.tsx';
import { MachineMembers } from './machine-members.tsx';
import { MachineProblems } from './machine-problems.tsx';
import { MachineStateBadge } from './machine-state-badge.tsx';
import { WouldDo } from './would-do.tsx';

interface MachinePanelProps {
  project: Pick<Project, 'uuid' | 'credits'>;
  machine: Machine;
}

/** A project on one resource: state, problems, limit and members. */
export function MachinePanel({ project, machine }: MachinePanelProps) {
  const me = useMe();
  const id = useId();
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Title order={3} size="h5" id={id}>
              {machine.resource_name}
            </Title>
            <MachineStateBadge state={machine.state} />
          </Group>
          {mayManage(me) && <MachineActions projectUuid={project.uuid} machine={machine} />}
        </Group>
        {!machine.needs_attention && (
          <Text size="sm">
            <MachineSentence machine={machine} />
          </Text>
        )}
        <MachineProblems machine={machine} />
        {machine.would_do !== null && <WouldDo commands={machine.would_do} />}
        <MachineFigures machine={machine} credits={project.credits} />
        <MachineMembers members={machine.members} resourceName={machine.resource_name} />
        {mayReadEverything(me) && (
          <MachineInstructions projectUuid={project.uuid} machine={machine} />
        )}
      </Stack>
    </Paper>
  );
}
