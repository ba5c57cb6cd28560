import './granted-and-used.css';
import { Card, Stack, Table, Text, Title } from '@mantine/core';
import Big from 'big.js';
import { useId } from 'react';
import type { Overview } from '../api/types.ts';
import { formatCredits } from '../parts/credits-bar.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { WideTable } from '../parts/wide-table.tsx';

type Sums = Pick<Overview['credits_by_template'][number], 'awards' | 'credits' | 'used_credits'>;

interface GrantedAndUsedProps {
  title: string;
  /** What the rows are: "Template". */
  subject: string;
  rows: readonly (Sums & { key: string; name: string; note?: string })[];
}

/** What was granted, used and is left in each row, as exact numbers with bars of one scale. */
export function GrantedAndUsed({ title, subject, rows }: GrantedAndUsedProps) {
  const id = useId();
  // Good enough for the length of a bar; amounts are shown as exact decimals.
  const highest = Math.max(
    1,
    ...rows.flatMap(({ credits, used_credits: used }) => [Number(credits), Number(used)]),
  );
  return (
    <Card withBorder component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {rows.length === 0 ? (
          <Text size="sm" c="dimmed" py="xl" ta="center">
            No approved award that you may see.
          </Text>
        ) : (
          <WideTable minWidth={280} aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{subject}</Table.Th>
                <Table.Th ta="right" visibleFrom="sm">
                  Awards
                </Table.Th>
                <Table.Th ta="right">Granted</Table.Th>
                <Table.Th ta="right">Used</Table.Th>
                <Table.Th ta="right">Left</Table.Th>
                <Table.Th w="30%" visibleFrom="sm">
                  Used of granted
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ key, name, note, awards, credits, used_credits: used }) => (
                <Table.Tr key={key}>
                  <Table.Td miw={90} style={{ overflowWrap: 'anywhere' }}>
                    <MarkedText text={name} />
                    {note !== undefined && (
                      <Text size="xs" c="dimmed">
                        {note}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td ta="right" visibleFrom="sm">
                    {awards.toLocaleString('en')}
                  </Table.Td>
                  <Table.Td ta="right">{formatCredits(credits)}</Table.Td>
                  <Table.Td ta="right">{formatCredits(used)}</Table.Td>
                  <Table.Td ta="right">
                    {formatCredits(new Big(credits).minus(used).toFixed())}
                  </Table.Td>
                  <Table.Td visibleFrom="sm">
                    <UseBar granted={Number(credits)} used={Number(used)} highest={highest} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        )}
      </Stack>
    </Card>
  );
}

/** What was used, in front of what was granted. */
function UseBar({ granted, used, highest }: { granted: number; used: number; highest: number }) {
  const toWidth = (credits: number): string => `${(credits / highest) * 100}%`;
  const label = granted === 0 ? 'Nothing granted' : `${Math.round((used / granted) * 100)} % used`;
  return (
    <div className="use-bar" role="img" aria-label={label} title={label}>
      <div style={{ width: toWidth(granted) }} />
      <div data-over={used > granted || undefined} style={{ width: toWidth(used) }} />
    </div>
  );
}
