import { useMediaQuery } from '@mantine/hooks';
import { AwardCards } from './award-cards.tsx';
import type { AwardRowProps } from './award-row.ts';
import { AwardTable } from './award-table.tsx';

/** Choosing rows, for those who may decide on some of them. */
export interface SelectAllState {
  isAllSelected: boolean;
  isSomeSelected: boolean;
  onSelectAll: (isIn: boolean) => void;
}

export interface AwardListProps {
  rows: AwardRowProps[];
  tab: string;
  order: string;
  onOrder: (order: string) => void;
  selectAll: SelectAllState | null;
}

export const wideMediaQuery = '(min-width: 75em)';

/** Rows or cards: only what is seen is made. */
export function AwardList(props: AwardListProps) {
  const isWide = useMediaQuery(wideMediaQuery, undefined, { getInitialValueInEffect: false });
  return isWide ? <AwardTable {...props} /> : <AwardCards rows={props.rows} />;
}
