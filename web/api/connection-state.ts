/** What the page knows about its connection to the service. */
export interface ConnectionState {
  isOnline: boolean;
  /** Whether changes by other people arrive; null before the first connection. */
  isLive: boolean | null;
  /** Whether a part of the pages that the reader asked for, beside a screen, waits for the network. */
  isWaitingForCode: boolean;
}

let state: ConnectionState = {
  isOnline: navigator.onLine,
  isLive: null,
  isWaitingForCode: false,
};
const listeners = new Set<() => void>();

/** The current state; a new object after each change. */
export const getConnectionState = (): ConnectionState => state;

/** Calls `listener` after each change. Returns a function that removes it. */
export function subscribeToConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Calls `listener` whenever the network is back, or live news arrive again after they had stopped.
 * Returns a function that removes it.
 */
export function subscribeToReconnection(listener: () => void): () => void {
  let before = state;
  return subscribeToConnection(() => {
    const isBack =
      (!before.isOnline && state.isOnline) || (before.isLive === false && state.isLive === true);
    before = state;
    if (isBack) listener();
  });
}

/** Changes a part of the state. */
export function updateConnection(change: Partial<ConnectionState>): void {
  const next = { ...state, ...change };
  const isSame = (Object.keys(next) as (keyof ConnectionState)[]).every(
    (key) => next[key] === state[key],
  );
  if (isSame) return;
  state = next;
  for (const listener of listeners) listener();
}

window.addEventListener('online', () => updateConnection({ isOnline: true }));
window.addEventListener('offline', () => updateConnection({ isOnline: false }));
