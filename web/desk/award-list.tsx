import { useMediaQuery } from '@mantine/hooks';
import { AwardCards } from './award-cards.tsx';
import type { AwardRowProps } from './award-row.ts';
import { AwardTable } from './award-table.tsx';

/** The state of the checkbox that selects all rows. */
export interface SelectAllState {
  isAllSelected: boolean;
  isSomeSelected: boolean;
  onSelectAll: (isSelected: boolean) => void;
}

export interface AwardListProps {
  rows: AwardRowProps[];
  tab: string;
  order: string;
  onOrder: (order: string) => void;
  /** null where the reader may decide about none of the rows. */
  selectAll: SelectAllState | null;
}

export const wideMediaQuery = '(min-width: 75em)';

/** The awards of a page: a table in wide windows, cards in narrow ones. */
export function AwardList(props: AwardListProps) {
  const isWide = useMediaQuery(wideMediaQuery, undefined, { getInitialValueInEffect: false });
  return isWide ? <AwardTable {...props} /> : <AwardCards rows={props.rows} />;
}
