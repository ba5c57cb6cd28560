import { useMemo, useState } from 'react';
import type { Award } from '../api/types.ts';
import { formatAwardKey } from './award-list-query.ts';

export interface AwardSelection {
  awards: Award[];
  has: (award: Award) => boolean;
  toggle: (award: Award) => void;
  /** Adds these awards to the selection or removes them. */
  setSelected: (awards: readonly Award[], isSelected: boolean) => void;
  clear: () => void;
}

/** The awards that the reader has selected; kept across pages and filters. */
export function useAwardSelection(): AwardSelection {
  const [selected, setSelectedMap] = useState<ReadonlyMap<string, Award>>(new Map());
  return useMemo(() => {
    const setSelected = (awards: readonly Award[], isSelected: boolean): void =>
      setSelectedMap((previous) => {
        const next = new Map(previous);
        for (const award of awards) {
          if (isSelected) next.set(formatAwardKey(award), award);
          else next.delete(formatAwardKey(award));
        }
        return next;
      });
    return {
      awards: [...selected.values()],
      has: (award) => selected.has(formatAwardKey(award)),
      setSelected,
      toggle: (award) => setSelected([award], !selected.has(formatAwardKey(award))),
      clear: () => setSelectedMap(new Map()),
    };
  }, [selected]);
}
