import { useLayoutEffect, useRef, useState } from 'react';
import type { Award } from '../api/types.ts';
import { formatAwardKey } from './award-list-query.ts';

/** A row by what it shows, and where it stood in case that goes away. */
interface RowPosition {
  /** Of which view. */
  viewName: string;
  awardKey: string;
  index: number;
}

/** Kept while the reader looks at an award, so that he comes back to where he was. */
let lastPosition: RowPosition | null = null;

/** The marked row: `j` and `k` move it, and the focus with it. */
export function useCurrentRow(viewName: string, awards: readonly Award[]) {
  const [place, setPlace] = useState<RowPosition | null>(lastPosition);
  const isMoving = useRef(false);
  useLayoutEffect(() => {
    lastPosition = place;
    if (!isMoving.current) return;
    isMoving.current = false;
    focusCurrentRow();
  }, [place]);

  const index = place?.viewName === viewName ? findRowIndex(place, awards) : -1;
  const put = (next: number): void => {
    const award = awards[next];
    if (award) setPlace({ viewName: viewName, awardKey: formatAwardKey(award), index: next });
  };
  return {
    here: index === -1 ? undefined : awards[index],
    put: (award: Award): void => put(awards.indexOf(award)),
    move: (step: 1 | -1): void => {
      isMoving.current = true;
      put(Math.min(Math.max(index + step, 0), awards.length - 1));
    },
  };
}

/** Where the row that stood here has gone, the one that has taken its place is marked. */
function findRowIndex({ awardKey: key, index }: RowPosition, awards: readonly Award[]): number {
  const found = awards.findIndex((award) => formatAwardKey(award) === key);
  return found === -1 ? Math.min(index, awards.length - 1) : found;
}

function focusCurrentRow(): void {
  const row = document.querySelector('[data-here="true"]');
  row?.querySelector('a')?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}
