import type { Award } from '../api/types.ts';

/** What a row can make the list do; the same objects all the time. */
export interface RowActions {
  toggle: (award: Award) => void;
  mark: (award: Award) => void;
}

/** One award of the list, as a row or a card. */
export interface RowProps {
  award: Award;
  tab: string;
  now: number;
  isHere: boolean;
  isSelected: boolean;
  /** Whether the reader may decide on it. */
  mayPick: boolean;
  /** It does not belong here any more, and stays where it is until the reader asks. */
  isLeft: boolean;
  isGone: boolean;
  actions: RowActions;
}

/** What marks a row, for the reader's eyes and for readers without. */
export function marksOf({ award, isHere, isLeft, isSelected, actions }: RowProps) {
  return {
    'data-here': isHere || undefined,
    'data-left': isLeft || undefined,
    'data-selected': isSelected || undefined,
    'aria-current': isHere || undefined,
    onFocus: () => actions.mark(award),
    onClick: () => actions.mark(award),
  };
}
