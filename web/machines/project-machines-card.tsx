import { Card, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Project } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { MachinePanel } from './machine-panel.tsx';
import { projectMachinesQuery } from './machine-queries.ts';

/** A project on each of its resources, on the project's screen. */
export function ProjectMachinesCard({ project }: { project: Project }) {
  const machines = useQuery(projectMachinesQuery(project.uuid));
  return (
    <Card withBorder component="section" aria-labelledby="machines">
      <Title order={2} size="h4" id="machines" mb="sm">
        On the machines
      </Title>
      <QueryContent query={machines} rows={3}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              This project is on no machine: no award runs for it, or the award's template names no
              resource.
            </Text>
          ) : (
            <Stack>
              {items.map((machine) => (
                <MachinePanel key={machine.resource} project={project} machine={machine} />
              ))}
            </Stack>
          )
        }
      </QueryContent>
    </Card>
  );
}
