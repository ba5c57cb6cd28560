import { Group, Table } from '@mantine/core';
import type { Award } from '../api/types.ts';
import { formatFieldValue } from '../changes/format-field-value.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { ChangedBadge } from './changed-badge.tsx';
import { AwardSection } from './award-section.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** How the allocation is divided into parts; nothing where the award has no breakdown. */
export function BreakdownSection({ award: { details } }: { award: Award }) {
  const entries = Object.entries(details.breakdown ?? {});
  if (entries.length === 0) return null;
  return (
    <AwardSection title="Breakdown" fields={['breakdown']}>
      <ColumnTable
        minWidth={280}
        aria-label="Breakdown"
        verticalSpacing={6}
        columns={['Part', 'Amount']}
      >
        {entries.map(([part, value]) => (
          <Table.Tr key={part}>
            <Table.Td>
              <Group gap="xs">
                <MarkedText text={part} />
                <ChangedBadge field="breakdown" part={part} />
              </Group>
            </Table.Td>
            <Table.Td>
              <MarkedText text={formatFieldValue('entries', value)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </ColumnTable>
    </AwardSection>
  );
}
