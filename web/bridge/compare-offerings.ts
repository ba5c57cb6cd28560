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
  foreign,
  synced,
}: BridgeStatus['offerings']): OfferingDifferences {
  const refused = synced === null ? [] : asked.filter((name) => !accepted.includes(name));
  return { refused, unrequested: foreign };
}
