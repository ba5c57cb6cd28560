import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Award } from '../api/types.ts';
import { MachineSentence } from '../machines/machine-sentence.tsx';
import { projectMachinesQuery } from '../machines/machine-queries.ts';
import { MachineStateBadge } from '../machines/machine-state-badge.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { AwardSection } from './award-section.tsx';

/** The project of an award on its resources, with a link; nothing where it has or shows none. */
export function AwardMachinesSection({ award: { project_data } }: { award: Award }) {
  const { url, uuid } = project_data;
  const machines = useQuery({ ...projectMachinesQuery(uuid), enabled: url !== '' });
  if (url === '' || machines.data === undefined || machines.data.length === 0) return null;
  return (
    <AwardSection
      title="On the machines"
      aside={
        <PageLink to="/projects/$uuid" params={{ uuid }} hash="machines" size="sm">
          Members and limits
        </PageLink>
      }
    >
      <Stack gap="xs">
        {machines.data.map((machine) => (
          <div key={machine.resource}>
            <Group gap="xs">
              <Text fw={500}>{machine.resource_name}</Text>
              <MachineStateBadge state={machine.state} />
            </Group>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <MachineSentence machine={machine} />
            </Text>
          </div>
        ))}
      </Stack>
    </AwardSection>
  );
}
