import { useMemo, useState } from 'react';
import type { Award } from '../api/types.ts';
import { formatAwardKey } from './award-list-query.ts';

export interface AwardSelection {
  awards: Award[];
  has: (award: Award) => boolean;
  toggle: (award: Award) => void;
  /** Puts these in, or takes them out. */
  setSelected: (awards: readonly Award[], isIn: boolean) => void;
  clear: () => void;
}

/** Awards that the reader has chosen, over pages and filters, until he decides or clears. */
export function useAwardSelection(): AwardSelection {
  const [held, setHeld] = useState<ReadonlyMap<string, Award>>(new Map());
  return useMemo(() => {
    const setSelected = (awards: readonly Award[], isIn: boolean): void =>
      setHeld((before) => {
        const after = new Map(before);
        for (const award of awards) {
          if (isIn) after.set(formatAwardKey(award), award);
          else after.delete(formatAwardKey(award));
        }
        return after;
      });
    return {
      awards: [...held.values()],
      has: (award) => held.has(formatAwardKey(award)),
      setSelected,
      toggle: (award) => setSelected([award], !held.has(formatAwardKey(award))),
      clear: () => setHeld(new Map()),
    };
  }, [held]);
}
