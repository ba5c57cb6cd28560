import './sort-button.css';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Sorting {
  /** The column's name in the `o` parameter. */
  sortKey: string;
  /** The current `o` parameter: `name`, or `-name` for descending. */
  order: string | undefined;
}

export interface SortButtonProps extends Sorting {
  onOrder: (order: string) => void;
  children: ReactNode;
}

/** The `aria-sort` of a column's header. */
export function getAriaSort({ sortKey, order }: Sorting): 'ascending' | 'descending' | 'none' {
  if (order === sortKey) return 'ascending';
  return order === `-${sortKey}` ? 'descending' : 'none';
}

const icons = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort };

/** The button in a column's header that sorts by it; a second click reverses the order. */
export function SortButton({ onOrder, children, ...sorting }: SortButtonProps) {
  const direction = getAriaSort(sorting);
  const Icon = icons[direction];
  const next = direction === 'ascending' ? `-${sorting.sortKey}` : sorting.sortKey;
  return (
    <button type="button" className="sort-button mantine-focus-auto" onClick={() => onOrder(next)}>
      {children}
      <Icon size={14} opacity={direction === 'none' ? 0.4 : 1} aria-hidden />
    </button>
  );
}
