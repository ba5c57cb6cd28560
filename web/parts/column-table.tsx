import { Table, type TableThProps, VisuallyHidden } from '@mantine/core';
import { WideTable, type WideTableProps } from './wide-table.tsx';

/** A column's header: its name, or its name with a width or alignment. */
type ColumnHeader = string | ({ name: string } & Pick<TableThProps, 'ta' | 'w' | 'miw'>);

interface ColumnTableProps extends WideTableProps {
  /** Headers from left to right; false, null and undefined are left out. */
  columns: readonly (ColumnHeader | false | null | undefined)[];
  /** Whether a last column holds buttons; its header is for screen readers alone. */
  hasActions?: boolean;
}

/** A wide table with a header for each column. Its children are the rows. */
export function ColumnTable({ columns, hasActions, children, ...table }: ColumnTableProps) {
  return (
    <WideTable isStackable={hasActions === true} {...table}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => {
            if (!column) return null;
            const { name, ...look } = typeof column === 'string' ? { name: column } : column;
            return (
              <Table.Th key={name} {...look}>
                {name}
              </Table.Th>
            );
          })}
          {hasActions && (
            <Table.Th>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </WideTable>
  );
}
