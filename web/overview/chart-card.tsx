import { Box, Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTable } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';

/** The figures of a plot: the heads of the columns, then a row for each thing counted. */
export interface ChartFigures {
  headers: readonly string[];
  rows: readonly (readonly [name: string, ...figures: string[]])[];
}

interface ChartCardProps {
  title: string;
  /** What the picture shows, for who does not see it. */
  summary: string;
  figures: ChartFigures;
  /** Said instead where there is nothing to show. */
  emptyText?: string | false;
  children: ReactNode;
}

/** A plot; its figures are there as a table too, for whoever reads rather than looks. */
export function ChartCard({
  title,
  summary,
  figures,
  emptyText: empty = false,
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
          {empty === false && (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconTable size={14} />}
              aria-expanded={isOpen}
              onClick={toggle}
            >
              {isOpen ? 'Hide the figures' : 'Show the figures'}
            </Button>
          )}
        </Group>
        {empty === false ? (
          <>
            <Box role="img" aria-label={summary}>
              {children}
            </Box>
            {isOpen && <FiguresTable title={title} figures={figures} />}
          </>
        ) : (
          <Text size="sm" c="dimmed" py="xl" ta="center">
            {empty}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function FiguresTable({
  title,
  figures: { headers: heads, rows },
}: {
  title: string;
  figures: ChartFigures;
}) {
  return (
    <Table aria-label={title} verticalSpacing={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          {heads.map((head, index) => (
            <Table.Th key={head} ta={index === 0 ? 'left' : 'right'}>
              {head}
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
              <Table.Td key={heads[index + 1]} ta="right">
                {value}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
