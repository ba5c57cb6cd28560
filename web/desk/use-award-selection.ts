import { useMemo, useState } from 'react';
import type { Award } from '../api/types.ts';
import { formatAwardKey } from './award-facts.ts';
import { findTickedKeys } from './first-rows-state.ts';

export interface AwardSelection {
  awards: Award[];
  has: (award: Award) => boolean;
  toggle: (award: Award) => void;
  /** Adds these awards to the selection or removes them. */
  setSelected: (awards: readonly Award[], isSelected: boolean) => void;
  clear: () => void;
}

/**
 * The awards that the reader has selected; kept across pages and filters. At first those that were
 * ticked in the rows of the first reply, which `awards` are then.
 */
export function useAwardSelection(awards: readonly Award[]): AwardSelection {
  const [selected, setSelectedMap] = useState<ReadonlyMap<string, Award>>(() => {
    const tickedKeys = new Set(findTickedKeys());
    const ticked = awards.filter((award) => tickedKeys.has(formatAwardKey(award)));
    return new Map(ticked.map((award) => [formatAwardKey(award), award]));
  });
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
