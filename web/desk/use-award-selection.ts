import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import type { Award } from '../api/types.ts';
import { readAward } from '../award/award-queries.ts';
import { mapInParallel } from '../parts/map-in-parallel.ts';
import { formatAwardKey } from './award-facts.ts';
import { findTickedKeys } from './first-rows-state.ts';
import { findSelectedKeys, saveSelectedKeys } from './selection-store.ts';

export interface AwardSelection {
  awards: Award[];
  has: (award: Award) => boolean;
  toggle: (award: Award) => void;
  /** Adds these awards to the selection or removes them. */
  setSelected: (awards: readonly Award[], isSelected: boolean) => void;
  clear: () => void;
}

/** The selected awards by their keys; null for those that have not been loaded. */
type SelectedAwards = ReadonlyMap<string, Award | null>;

const maxConcurrentReads = 5;

/**
 * The awards that the reader has selected; kept across pages and filters, and in this tab while the
 * reader looks at an award. At first also those that were ticked in the rows of the first reply.
 * `awards` are the rows of the view; undefined while they load.
 */
export function useAwardSelection(
  viewName: string,
  awards: readonly Award[] | undefined,
): AwardSelection {
  const [selected, setSelectedMap] = useState<SelectedAwards>(
    () => new Map([...findSelectedKeys(), ...findTickedKeys()].map((key) => [key, null])),
  );
  useLayoutEffect(() => saveSelectedKeys([...selected.keys()]), [selected]);
  const displayed = useMemo(
    () => new Map((awards ?? []).map((award) => [formatAwardKey(award), award])),
    [awards],
  );
  const [change] = useState(
    () =>
      (update: (next: Map<string, Award | null>) => void): void =>
        setSelectedMap((previous) => {
          const next = new Map(previous);
          update(next);
          return next;
        }),
  );
  useUndisplayedAwards(viewName, awards && displayed, selected, (key, award) =>
    change((next) => {
      if (award === null) next.delete(key);
      else if (next.has(key)) next.set(key, award);
    }),
  );
  return useMemo(() => {
    const setSelected = (changed: readonly Award[], isSelected: boolean): void =>
      change((next) => {
        for (const award of changed) {
          if (isSelected) next.set(formatAwardKey(award), award);
          else next.delete(formatAwardKey(award));
        }
      });
    return {
      awards: [...selected].flatMap(([key, award]) => displayed.get(key) ?? award ?? []),
      has: (award) => selected.has(formatAwardKey(award)),
      setSelected,
      toggle: (award) => setSelected([award], !selected.has(formatAwardKey(award))),
      clear: () => setSelectedMap(new Map()),
    };
  }, [selected, displayed, change]);
}

/**
 * Reads the selected awards that the view does not show: those of which only the key is known, and
 * those that have left the view since. Calls `onRead` with the award, or with null where it can no
 * longer be decided about, as a row of the view can say too. An award that cannot be read now stays
 * as it is.
 */
function useUndisplayedAwards(
  viewName: string,
  displayed: ReadonlyMap<string, Award> | undefined,
  selected: SelectedAwards,
  onRead: (key: string, award: Award | null) => void,
): void {
  const latest = useRef({ selected, onRead });
  latest.current = { selected, onRead };
  const before = useRef({ viewName, displayed });
  const keysBeingRead = useRef(new Set<string>());
  useEffect(() => {
    if (displayed === undefined) return;
    const { viewName: lastViewName, displayed: lastDisplayed } = before.current;
    before.current = { viewName, displayed };
    const hasLeft = (key: string): boolean =>
      lastViewName === viewName && lastDisplayed?.has(key) === true;
    const unread = [...latest.current.selected].filter(
      ([key, award]) =>
        !displayed.has(key) && (award === null || hasLeft(key)) && !keysBeingRead.current.has(key),
    );
    for (const key of latest.current.selected.keys()) {
      const state = displayed.get(key)?.state;
      if (state !== undefined && state !== 'pending') latest.current.onRead(key, null);
    }
    for (const [key] of unread) keysBeingRead.current.add(key);
    void mapInParallel(unread, maxConcurrentReads, async ([key]) => {
      const [identifier = '', destination = ''] = key.split(' ');
      try {
        const { award } = await readAward({ identifier, destination });
        latest.current.onRead(key, award.state === 'pending' ? award : null);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) latest.current.onRead(key, null);
      } finally {
        keysBeingRead.current.delete(key);
      }
    });
  }, [viewName, displayed]);
}
