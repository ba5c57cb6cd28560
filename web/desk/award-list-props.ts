import type { AwardRowActions, AwardRowProps } from './award-row.ts';

/** The state of the checkbox that selects all rows. */
export interface SelectAllState {
  isAllSelected: boolean;
  isSomeSelected: boolean;
  onSelectAll: (isSelected: boolean) => void;
}

/** What the table and the cards of the list show. */
export interface AwardListProps {
  rows: AwardRowProps[];
  actions: AwardRowActions;
  tab: string;
  order: string;
  onOrder: (order: string) => void;
  /** null where the reader may decide about none of the rows. */
  selectAll: SelectAllState | null;
}
