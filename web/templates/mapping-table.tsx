import { ActionIcon, Button, Group, Table, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { WideTable } from '../parts/wide-table.tsx';

interface MappingTableProps<Row extends { key: string }> {
  /** Names the table for screen readers. */
  label: string;
  headings: readonly [string, string];
  rows: readonly Row[];
  isReadOnly: boolean;
  /** Both cells of a row. */
  renderCells: (row: Row, index: number) => readonly [ReactNode, ReactNode];
  /** Shown instead of the table where there is no row. */
  emptyText: string;
  addLabel: string;
  onAdd: () => void;
  /** Names the row in the label of its remove button. */
  getRowName: (row: Row) => string;
  onRemove: (row: Row) => void;
  error: string | undefined;
}

/** A mapping as a table of two columns, with buttons that add and remove rows. */
export function MappingTable<Row extends { key: string }>(props: MappingTableProps<Row>) {
  const {
    label,
    headings: [firstHeading, secondHeading],
    rows,
    isReadOnly,
    renderCells,
    emptyText,
    addLabel,
    onAdd,
    error,
  } = props;
  const addButton = useRef<HTMLButtonElement>(null);
  const remove = (row: Row): void => {
    props.onRemove(row);
    // The remove button that had the focus is gone.
    addButton.current?.focus();
  };
  return (
    <div>
      {rows.length === 0 ? (
        <Text size="sm">{emptyText}</Text>
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
              <Table.Th>{firstHeading}</Table.Th>
              <Table.Th>{secondHeading}</Table.Th>
              {!isReadOnly && <Table.Td w={48} />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => {
              const [first, second] = renderCells(row, index);
              return (
                <Table.Tr key={row.key} style={{ verticalAlign: 'top' }}>
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
            ref={addButton}
            size="xs"
            variant="light"
            leftSection={<IconPlus size={14} />}
            onClick={onAdd}
          >
            {addLabel}
          </Button>
        </Group>
      )}
    </div>
  );
}
