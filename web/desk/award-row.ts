import type { Award } from '../api/types.ts';

/** What a row can make the list do; the same objects all the time. */
export interface AwardRowActions {
  toggle: (award: Award) => void;
  setCurrent: (award: Award) => void;
}

/** One award of the list, as a row or a card. */
export interface AwardRowProps {
  award: Award;
  tab: string;
  now: number;
  isCurrent: boolean;
  isSelected: boolean;
  /** Whether the reader may decide on it. */
  maySelect: boolean;
  /** It does not belong here any more, and stays where it is until the reader asks. */
  isOutsideView: boolean;
  isDeleted: boolean;
  actions: AwardRowActions;
}

/** What marks a row, for the reader's eyes and for readers without. */
export function getRowAttributes({
  award,
  isCurrent: isHere,
  isOutsideView: isLeft,
  isSelected,
  actions,
}: AwardRowProps) {
  return {
    'data-here': isHere || undefined,
    'data-left': isLeft || undefined,
    'data-selected': isSelected || undefined,
    'aria-current': isHere || undefined,
    onFocus: () => actions.setCurrent(award),
    onClick: () => actions.setCurrent(award),
  };
}
