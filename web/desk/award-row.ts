import type { FocusEvent, MouseEvent } from 'react';
import { basePath } from '../api/base-path.ts';
import type { Award } from '../api/types.ts';
import type { AwardKey } from '../award/award-queries.ts';
import { formatAwardKey } from './award-facts.ts';

/** What a row can change in the list. */
export interface AwardRowActions {
  toggle: (award: Award) => void;
  setCurrent: (award: Award) => void;
  /** Opens the page of the award. */
  open: (award: Award) => void;
  /** Loads what the page of an award needs, before it is opened. */
  prepareOpening: (award: Award) => void;
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
}

/** The URL of an award's page. */
export const buildAwardUrl = ({ identifier, destination }: AwardKey): string =>
  `${basePath}/awards/${encodeURIComponent(identifier)}/${encodeURIComponent(destination)}`;

/** Attributes that identify a row and mark its state, for scripts, style sheets and screen readers. */
export const getRowAttributes = ({
  award,
  isCurrent,
  isOutsideView,
  isSelected,
}: AwardRowProps) => ({
  'data-key': formatAwardKey(award),
  'data-current': isCurrent || undefined,
  'data-outside-view': isOutsideView || undefined,
  'data-selected': isSelected || undefined,
  'aria-current': isCurrent || undefined,
});

/** Links, checkboxes and buttons in a row do what they say. */
const isControl = (target: Element): boolean => target.closest('a, button, input, label') !== null;

/** Who selects text in a row, to copy it, stays on the list. */
const isTextSelected = (): boolean => window.getSelection()?.isCollapsed === false;

/** A click that opens a link in this window, and not in another one. */
const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/**
 * Handlers for the element around all rows: one of each for the list, because handlers of their own
 * make rows slower to render.
 */
export function getListHandlers(rows: readonly AwardRowProps[], actions: AwardRowActions) {
  const findAward = (target: EventTarget): Award | undefined => {
    const key = target instanceof Element && target.closest('[data-key]')?.getAttribute('data-key');
    return rows.find(({ award }) => formatAwardKey(award) === key)?.award;
  };
  const prepare = ({ target }: FocusEvent | MouseEvent): Award | undefined => {
    const award = findAward(target);
    if (award && target instanceof Element && target.closest('a')) actions.prepareOpening(award);
    return award;
  };
  return {
    onFocus: (event: FocusEvent) => {
      const award = prepare(event);
      if (award) actions.setCurrent(award);
    },
    onMouseOver: (event: MouseEvent) => void prepare(event),
    onClick: (event: MouseEvent) => {
      const { target } = event;
      const award = findAward(target);
      if (!award || !(target instanceof Element)) return;
      actions.setCurrent(award);
      if (target.closest('input')) actions.toggle(award);
      else if (target.closest('a')) {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        actions.open(award);
      } else if (!isControl(target) && !isTextSelected()) actions.open(award);
    },
  };
}
