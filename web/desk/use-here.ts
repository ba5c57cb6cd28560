import { useLayoutEffect, useRef, useState } from 'react';
import type { Award } from '../api/types.ts';
import { keyOf } from './awards.ts';

/** A row by what it shows, and where it stood in case that goes away. */
interface Place {
  /** Of which view. */
  of: string;
  key: string;
  index: number;
}

/** Kept while the reader looks at an award, so that he comes back to where he was. */
let lastPlace: Place | null = null;

/** The marked row: `j` and `k` move it, and the focus with it. */
export function useHere(viewName: string, awards: readonly Award[]) {
  const [place, setPlace] = useState<Place | null>(lastPlace);
  const isMoving = useRef(false);
  useLayoutEffect(() => {
    lastPlace = place;
    if (!isMoving.current) return;
    isMoving.current = false;
    focusHere();
  }, [place]);

  const index = place?.of === viewName ? indexOf(place, awards) : -1;
  const put = (next: number): void => {
    const award = awards[next];
    if (award) setPlace({ of: viewName, key: keyOf(award), index: next });
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
function indexOf({ key, index }: Place, awards: readonly Award[]): number {
  const found = awards.findIndex((award) => keyOf(award) === key);
  return found === -1 ? Math.min(index, awards.length - 1) : found;
}

function focusHere(): void {
  const row = document.querySelector('[data-here="true"]');
  row?.querySelector('a')?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}
