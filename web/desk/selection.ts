import { useCallback, useState } from 'react';
import type { Award } from '../api/types.ts';
import { nameOf } from './awards.ts';

/** The awards that the reader selected, as they were when selected last shown. */
export function useSelection(shown: readonly Award[]) {
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((award: Award): void => {
    const name = nameOf(award);
    setNames((old) => {
      const next = new Set(old);
      if (!next.delete(name)) next.add(name);
      return next;
    });
  }, []);
  return {
    /** Those of them that are on this page: nothing is done about what is not seen. */
    awards: shown.filter((award) => names.has(nameOf(award))),
    has: (award: Award): boolean => names.has(nameOf(award)),
    toggle,
    set: (awards: readonly Award[]): void => setNames(new Set(awards.map(nameOf))),
    clear: (): void => setNames(new Set()),
  };
}
