import { ActionIcon, Button, Group, Table, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { WideTable } from '../parts/wide-table.tsx';

interface MappingTableProps<Row extends { id: number }> {
  /** Of the table. */
  label: string;
  headings: readonly [string, string];
  rows: readonly Row[];
  isReadOnly: boolean;
  /** Both cells of a row, to type in or to read. */
  renderCells: (row: Row, place: number) => readonly [ReactNode, ReactNode];
  /** Shown where there is no row. */
  emptyText: string;
  addLabel: string;
  onAdd: () => void;
  /** What the row is about, for the button that removes it. */
  getRowName: (row: Row) => string;
  onRemove: (row: Row) => void;
  error: string | undefined;
}

/** A mapping as a table of two columns; rows are added and removed. */
export function MappingTable<Row extends { id: number }>(props: MappingTableProps<Row>) {
  const {
    label,
    headings: heads,
    rows,
    isReadOnly,
    renderCells: cells,
    emptyText: none,
    addLabel: addWords,
    onAdd,
    error,
  } = props;
  const adding = useRef<HTMLButtonElement>(null);
  const remove = (row: Row): void => {
    props.onRemove(row);
    adding.current?.focus();
  };
  return (
    <div>
      {rows.length === 0 ? (
        <Text size="sm">{none}</Text>
      ) : (
        <WideTable
          minWidth={290}
          aria-label={label}
          layout="fixed"
          verticalSpacing={6}
          horizontalSpacing={6}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{heads[0]}</Table.Th>
              <Table.Th>{heads[1]}</Table.Th>
              {!isReadOnly && <Table.Td w={48} />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => {
              const [first, second] = cells(row, index + 1);
              return (
                <Table.Tr key={row.id} style={{ verticalAlign: 'top' }}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{first}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{second}</Table.Td>
                  {!isReadOnly && (
                    <Table.Td>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size={36}
                        aria-label={`Remove ${props.getRowName(row)}`}
                        onClick={() => remove(row)}
                      >
                        <IconTrash size={16} />
                      </ActionIcon>
                    </Table.Td>
                  )}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </WideTable>
      )}
      {error !== undefined && (
        <Text size="sm" c="red" role="alert" mt="xs">
          {error}
        </Text>
      )}
      {!isReadOnly && (
        <Group mt="xs">
          <Button
            ref={adding}
            size="xs"
            variant="light"
            leftSection={<IconPlus size={14} />}
            onClick={onAdd}
          >
            {addWords}
          </Button>
        </Group>
      )}
    </div>
  );
}
