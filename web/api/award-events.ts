import { useEffect, useRef } from 'react';
import { queryKeys } from './query-keys.ts';
import { queryClient } from './query-client.ts';

/** An award that something happened to. */
export interface ChangedAward {
  identifier: string;
  destination: string;
}

type Listener = (changed: readonly ChangedAward[]) => void;
const listeners = new Set<Listener>();

/** Hears of awards that changed, whoever changed them (server-sent events). */
export function useAwardChangeListener(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const hear: Listener = (changed) => latest.current(changed);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
}

/**
 * Listens for as long as somebody is signed in. What is shown elsewhere than in the desk's list,
 * which must not move under the pointer, is asked for again. Returns how to stop.
 */
export function listenToEvents(): () => void {
  const source = new EventSource('/api/events/');
  let hasMissed = false;
  source.addEventListener('awards', (event) => {
    const { awards } = JSON.parse(event.data) as { awards: ChangedAward[] };
    for (const listener of listeners) listener(awards);
    for (const { identifier, destination } of awards) {
      void queryClient.invalidateQueries({ queryKey: queryKeys.award(identifier, destination) });
    }
    for (const queryKey of [queryKeys.audit, queryKeys.overview, queryKeys.projects]) {
      void queryClient.invalidateQueries({ queryKey, refetchType: 'active' });
    }
  });
  source.addEventListener('hello', () => {
    // What happened between two connections was not heard.
    if (hasMissed) for (const listener of listeners) listener([]);
    hasMissed = true;
  });
  return () => source.close();
}
