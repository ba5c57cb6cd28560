import { Box, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useId } from 'react';
import { ShowTableButton } from './show-table-button.tsx';
import { WideTable } from './wide-table.tsx';

/** The numbers of a chart as a table: column headers, then a row for each bar. */
export interface ChartFigures {
  headers: readonly string[];
  rows: readonly (readonly [name: string, ...figures: string[]])[];
}

interface ChartCardProps {
  title: string;
  /** A text alternative to the chart. */
  summary: string;
  figures: ChartFigures;
  /** Shown in place of the chart where there is nothing to show. */
  emptyText?: string | false;
  /** Beside the button that shows the figures. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A chart with a title, and its numbers as a table on request. */
export function ChartCard({
  title,
  summary,
  figures,
  emptyText = false,
  aside,
  children,
}: ChartCardProps) {
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <Card withBorder component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {emptyText === false && (
            <Group gap="xs">
              {aside}
              <ShowTableButton content="figures" isOpen={isOpen} onToggle={toggle} />
            </Group>
          )}
        </Group>
        {emptyText === false ? (
          <>
            <Box role="img" aria-label={summary}>
              {children}
            </Box>
            {isOpen && <FiguresTable title={title} figures={figures} />}
          </>
        ) : (
          <Text size="sm" c="dimmed" py="xl" ta="center">
            {emptyText}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

interface FiguresTableProps {
  title: string;
  figures: ChartFigures;
}

function FiguresTable({ title, figures: { headers, rows } }: FiguresTableProps) {
  return (
    <WideTable minWidth={120 * headers.length} aria-label={title} verticalSpacing={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          {headers.map((header, index) => (
            <Table.Th key={header} ta={index === 0 ? 'left' : 'right'}>
              {header}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([name, ...values]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            {values.map((value, index) => (
              <Table.Td key={headers[index + 1]} ta="right">
                {value}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
