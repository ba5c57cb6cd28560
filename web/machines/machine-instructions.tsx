/* The last instructions about a project on a resource, for staff and support. */

import { Code, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Instruction, Machine } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { ShowTableButton } from '../parts/show-table-button.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';

interface MachineInstructionsProps {
  projectUuid: string;
  machine: Machine;
}

/** A button that shows what was sent to a resource about a project, and what was answered. */
export function MachineInstructions({ projectUuid, machine }: MachineInstructionsProps) {
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <div>
      <ShowTableButton content="instructions" isOpen={isOpen} onToggle={toggle} />
      {isOpen && <InstructionList projectUuid={projectUuid} machine={machine} />}
    </div>
  );
}

function InstructionList({ projectUuid, machine }: MachineInstructionsProps) {
  const { resource, resource_name } = machine;
  const instructions = useQuery({
    queryKey: [...queryKeys.machines, 'instructions', projectUuid, resource],
    queryFn: () =>
      readBody(
        api.GET('/api/projects/{uuid}/machines/{resource}/instructions/', {
          params: { path: { uuid: projectUuid, resource } },
        }),
      ),
  });
  return (
    <QueryContent query={instructions} rows={3}>
      {(items) =>
        items.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing has been sent about this project in the last 90 days.
          </Text>
        ) : (
          <ColumnTable
            minWidth={640}
            aria-label={`Instructions to ${resource_name}`}
            columns={['Sent', 'Instruction', 'Outcome', 'Answer']}
          >
            {items.map((instruction) => (
              <InstructionRow
                key={`${instruction.sent} ${instruction.command}`}
                instruction={instruction}
              />
            ))}
          </ColumnTable>
        )
      }
    </QueryContent>
  );
}

const outcomes: Record<NonNullable<Instruction['outcome']>, string> = {
  complete: 'Complete',
  error: 'Error',
  unknown: 'Unknown',
};

function InstructionRow({ instruction }: { instruction: Instruction }) {
  const { sent, command, outcome, result } = instruction;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <RelativeTime time={sent} />
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Code>{command}</Code>
      </Table.Td>
      <Table.Td>{outcome === null ? 'Under way' : outcomes[outcome]}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{result ?? '–'}</Table.Td>
    </Table.Tr>
  );
}
