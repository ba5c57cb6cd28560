import type { MouseEvent } from 'react';
import type { Award } from '../api/types.ts';

/** What a row can change in the list; a stable object, so that memoised rows do not re-render. */
export interface AwardRowActions {
  toggle: (award: Award) => void;
  setCurrent: (award: Award) => void;
  /** Opens the page of the award. */
  open: (award: Award) => void;
}

/** One award of the list, as a table row or a card. */
export interface AwardRowProps {
  award: Award;
  tab: string;
  /** Milliseconds since 1970. */
  now: number;
  isCurrent: boolean;
  isSelected: boolean;
  /** Whether this reader may decide about the award. */
  maySelect: boolean;
  /** It no longer belongs to the view, and stays in place until the reader refreshes the list. */
  isOutsideView: boolean;
  isDeleted: boolean;
  actions: AwardRowActions;
}

/** Links, checkboxes and buttons in a row do what they say. */
const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, label') !== null;

/** Who selects text in a row, to copy it, stays on the list. */
const isTextSelected = (): boolean => window.getSelection()?.isCollapsed === false;

/** Attributes that mark the state of a row, for style sheets and screen readers. */
export function getRowAttributes({
  award,
  isCurrent,
  isOutsideView,
  isSelected,
  actions,
}: AwardRowProps) {
  return {
    'data-current': isCurrent || undefined,
    'data-outside-view': isOutsideView || undefined,
    'data-selected': isSelected || undefined,
    'aria-current': isCurrent || undefined,
    onFocus: () => actions.setCurrent(award),
    onClick: ({ target }: MouseEvent) => {
      actions.setCurrent(award);
      if (!isControl(target) && !isTextSelected()) actions.open(award);
    },
  };
}
