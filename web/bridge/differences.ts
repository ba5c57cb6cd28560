import type { BridgeStatus } from '../api/types.ts';

/** Where the bridge offers something else than it was asked to. */
export interface Differences {
  /** Asked for, not accepted. */
  refused: string[];
  /** Accepted, never asked for. */
  foreign: string[];
}

/** Nothing differs before the bridge was told for the first time. */
export function differencesOf({ asked, accepted, synced }: BridgeStatus['offerings']): Differences {
  if (synced === null) return { refused: [], foreign: [] };
  return {
    refused: asked.filter((name) => !accepted.includes(name)),
    foreign: accepted.filter((name) => !asked.includes(name)),
  };
}
