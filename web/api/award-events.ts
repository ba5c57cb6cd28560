import { useEffect, useRef } from 'react';
import { basePath } from './base-path.ts';
import { updateConnection } from './connection-state.ts';
import { openEventStream } from './event-stream.ts';
import { queryKeys } from './query-keys.ts';
import { queryClient } from './query-client.ts';

/** The key of an award that changed. */
export interface ChangedAward {
  identifier: string;
  destination: string;
}

type Listener = (changed: readonly ChangedAward[]) => void;
const listeners = new Set<Listener>();

/**
 * Calls `listener` with the awards that changed, whether this reader or somebody else changed them.
 * An empty list means that events were missed, so that anything may have changed.
 */
export function useAwardChangeListener(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const notifyLatest: Listener = (changed) => latest.current(changed);
    listeners.add(notifyLatest);
    return () => {
      listeners.delete(notifyLatest);
    };
  }, []);
}

/**
 * Opens the stream of server-sent events and refetches what depends on a changed award. The desk's
 * list is left to its own listener, because its rows must not move under the pointer. Returns a
 * function that closes the stream.
 */
export function listenToEvents(): () => void {
  let isReconnect = false;
  return openEventStream(`${basePath}/api/events/`, {
    onLive: (isLive) => updateConnection({ isLive }),
    handlers: {
      awards: (data) => refetchAwards((JSON.parse(data) as { awards: ChangedAward[] }).awards),
      hello: () => {
        // Events between two connections are lost.
        if (isReconnect) for (const listener of listeners) listener([]);
        isReconnect = true;
      },
      heartbeat: () => {},
    },
  });
}

function refetchAwards(awards: readonly ChangedAward[]): void {
  for (const listener of listeners) listener(awards);
  for (const { identifier, destination } of awards) {
    void queryClient.invalidateQueries({ queryKey: queryKeys.award(identifier, destination) });
  }
  for (const queryKey of [queryKeys.audit, queryKeys.overview, queryKeys.projects]) {
    void queryClient.invalidateQueries({ queryKey, refetchType: 'active' });
  }
}
