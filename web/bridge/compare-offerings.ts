import type { BridgeStatus } from '../api/types.ts';

/** Where the bridge offers something else than it was asked to. */
export interface OfferingDifferences {
  /** Asked for, not accepted. */
  refused: string[];
  /** Accepted, never asked for. */
  unrequested: string[];
}

/** Nothing differs before the bridge was told for the first time. */
export function compareOfferings({
  asked,
  accepted,
  synced,
}: BridgeStatus['offerings']): OfferingDifferences {
  if (synced === null) return { refused: [], unrequested: [] };
  return {
    refused: asked.filter((name) => !accepted.includes(name)),
    unrequested: accepted.filter((name) => !asked.includes(name)),
  };
}
