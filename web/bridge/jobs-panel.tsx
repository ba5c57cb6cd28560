import { Progress, Table, Text } from '@mantine/core';
import { ColumnTable } from '../parts/column-table.tsx';
import { Panel } from './status-panel.tsx';
import { getOutcomeText } from './status-labels.ts';

/** The jobs that ended in the last hour, by outcome. */
export function JobsPanel({ jobs }: { jobs: Record<string, number> }) {
  const rows = Object.entries(jobs).toSorted(([, one], [, other]) => other - one);
  const highest = Math.max(1, ...rows.map(([, count]) => count));
  return (
    <Panel title="Jobs of the last hour">
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          No job has ended.
        </Text>
      ) : (
        <ColumnTable
          minWidth={260}
          aria-label="Jobs of the last hour by outcome"
          verticalSpacing={6}
          columns={['Outcome', { name: 'Jobs', ta: 'right', w: 80 }]}
        >
          {rows.map(([outcome, count]) => (
            <OutcomeRow key={outcome} outcome={outcome} count={count} highest={highest} />
          ))}
        </ColumnTable>
      )}
    </Panel>
  );
}

interface OutcomeRowProps {
  outcome: string;
  count: number;
  highest: number;
}

function OutcomeRow({ outcome, count, highest }: OutcomeRowProps) {
  const { name, description, color } = getOutcomeText(outcome);
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">{name}</Text>
        <Text size="xs" c="dimmed">
          {description}
        </Text>
        <Progress value={(count / highest) * 100} color={color} size="sm" mt={4} aria-hidden />
      </Table.Td>
      <Table.Td ta="right" style={{ verticalAlign: 'top' }}>
        {count.toLocaleString('en')}
      </Table.Td>
    </Table.Tr>
  );
}
