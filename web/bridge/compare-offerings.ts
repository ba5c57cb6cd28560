import type { BridgeStatus } from '../api/types.ts';

/** Where the bridge offers something else than it was asked to. */
export interface OfferingDifferences {
  /** Asked for, not accepted. */
  refused: string[];
  /** Held by the bridge, offered by no template. */
  unrequested: string[];
}

/** Nothing is refused before the first sync. */
export function compareOfferings({
  asked,
  accepted,
  foreign,
  synced,
}: BridgeStatus['offerings']): OfferingDifferences {
  const refused = synced === null ? [] : asked.filter((name) => !accepted.includes(name));
  return { refused, unrequested: foreign };
}
