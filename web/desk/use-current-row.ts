import { useLayoutEffect, useRef, useState } from 'react';
import type { Award } from '../api/types.ts';
import { formatAwardKey } from './award-facts.ts';
import { findFirstCurrentRow, isFocusInFirstRows } from './first-rows-state.ts';

/** A row by its award, with its place in case the award leaves the list. */
interface RowPosition {
  /** The view that the row belongs to. */
  viewName: string;
  awardKey: string;
  index: number;
}

/** Kept while the reader looks at an award, so that the list opens at the same row again. */
let lastPosition: RowPosition | null = null;

/** The current row of a list: `j` and `k` move it, and the focus with it. */
export function useCurrentRow(viewName: string, awards: readonly Award[]) {
  const [position, setPosition] = useState<RowPosition | null>(
    () => findFirstPosition(viewName) ?? lastPosition,
  );
  // The rows of the first reply may have the focus, and are about to leave.
  const isMoving = useRef(isFocusInFirstRows());
  useLayoutEffect(() => {
    lastPosition = position;
    if (!isMoving.current) return;
    isMoving.current = false;
    focusCurrentRow();
  }, [position]);

  const index = position?.viewName === viewName ? findRowIndex(position, awards) : -1;
  const setIndex = (next: number): void => {
    const award = awards[next];
    if (award) setPosition({ viewName, awardKey: formatAwardKey(award), index: next });
  };
  return {
    currentAward: index === -1 ? undefined : awards[index],
    setCurrent: (award: Award): void => setIndex(awards.indexOf(award)),
    move: (step: 1 | -1): void => {
      isMoving.current = true;
      setIndex(Math.min(Math.max(index + step, 0), awards.length - 1));
    },
  };
}

/** The row that the reader moved to in the rows of the first reply. */
function findFirstPosition(viewName: string): RowPosition | null {
  const row = findFirstCurrentRow();
  return row && { viewName, ...row };
}

/** The index of the award's row; where the award has left, of the row that took its place. */
function findRowIndex({ awardKey, index }: RowPosition, awards: readonly Award[]): number {
  const found = awards.findIndex((award) => formatAwardKey(award) === awardKey);
  return found === -1 ? Math.min(index, awards.length - 1) : found;
}

/** Moves the focus to the link of the current row. */
export function focusCurrentRow(): void {
  const row = document.querySelector('[data-current="true"]');
  row?.querySelector('a')?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}
