import type { BridgeStatus } from '../api/types.ts';

/** How the bridge's offerings differ from the requested ones. */
export interface OfferingDifferences {
  /** Requested, not accepted. */
  refused: string[];
  /** Accepted, not requested. */
  unrequested: string[];
}

/** Compares offerings; before the first synchronisation nothing differs. */
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
