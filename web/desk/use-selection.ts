import { useMemo, useState } from 'react';
import type { Award } from '../api/types.ts';
import { keyOf } from './awards.ts';

export interface Selection {
  awards: Award[];
  has: (award: Award) => boolean;
  toggle: (award: Award) => void;
  /** Puts these in, or takes them out. */
  set: (awards: readonly Award[], isIn: boolean) => void;
  clear: () => void;
}

/** Awards that the reader has chosen, over pages and filters, until he decides or clears. */
export function useSelection(): Selection {
  const [held, setHeld] = useState<ReadonlyMap<string, Award>>(new Map());
  return useMemo(() => {
    const set = (awards: readonly Award[], isIn: boolean): void =>
      setHeld((before) => {
        const after = new Map(before);
        for (const award of awards) {
          if (isIn) after.set(keyOf(award), award);
          else after.delete(keyOf(award));
        }
        return after;
      });
    return {
      awards: [...held.values()],
      has: (award) => held.has(keyOf(award)),
      set,
      toggle: (award) => set([award], !held.has(keyOf(award))),
      clear: () => setHeld(new Map()),
    };
  }, [held]);
}
