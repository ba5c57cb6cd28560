import { useMediaQuery } from '@mantine/hooks';
import { AwardCards } from './cards.tsx';
import type { RowProps } from './rows.ts';
import { AwardTable } from './table.tsx';

/** Choosing rows, for those who may decide on some of them. */
export interface Picking {
  isAll: boolean;
  isSome: boolean;
  onAll: (isIn: boolean) => void;
}

export interface ListProps {
  rows: RowProps[];
  tab: string;
  order: string;
  onOrder: (order: string) => void;
  picking: Picking | null;
}

export const wide = '(min-width: 75em)';

/** Rows or cards: only what is seen is made. */
export function AwardList(props: ListProps) {
  const isWide = useMediaQuery(wide, undefined, { getInitialValueInEffect: false });
  return isWide ? <AwardTable {...props} /> : <AwardCards rows={props.rows} />;
}
