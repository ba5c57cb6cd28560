import { Group, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface SortableHeaderProps {
  /** The column's name in the `o` parameter. */
  sortKey: string;
  /** The current `o` parameter: `name`, or `-name` for descending. */
  order: string | undefined;
  onOrder: (order: string) => void;
  children: ReactNode;
}

/** A column header that sorts by its column; a second click reverses the order. */
export function SortableHeader({ sortKey, order, onOrder, children }: SortableHeaderProps) {
  const isUp = order === sortKey;
  const isDown = order === `-${sortKey}`;
  const Icon = isUp ? IconArrowUp : isDown ? IconArrowDown : IconArrowsSort;
  return (
    <Table.Th aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <UnstyledButton
        fz="inherit"
        fw="inherit"
        onClick={() => onOrder(isUp ? `-${sortKey}` : sortKey)}
      >
        <Group gap={4} wrap="nowrap">
          {children}
          <Icon size={14} opacity={isUp || isDown ? 1 : 0.4} aria-hidden />
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}
