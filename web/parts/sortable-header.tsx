import { Group, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface SortableHeaderProps {
  /** The name that `o` knows it by. */
  sortKey: string;
  /** The order as the address bar and the service write it: `name`, `-name`. */
  order: string | undefined;
  onOrder: (order: string) => void;
  children: ReactNode;
}

/** The head of a column that the service can order by; a click turns the order round. */
export function SortableHeader({ sortKey: by, order, onOrder, children }: SortableHeaderProps) {
  const isUp = order === by;
  const isDown = order === `-${by}`;
  const Icon = isUp ? IconArrowUp : isDown ? IconArrowDown : IconArrowsSort;
  return (
    <Table.Th aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <UnstyledButton fz="inherit" fw="inherit" onClick={() => onOrder(isUp ? `-${by}` : by)}>
        <Group gap={4} wrap="nowrap">
          {children}
          <Icon size={14} opacity={isUp || isDown ? 1 : 0.4} aria-hidden />
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}
