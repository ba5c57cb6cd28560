import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { formatAwardKey } from './waldur-shapes.ts';

/** What the audit of Waldur says about an award. */
export interface PastDecisions {
  hasCreated: boolean;
  /** The last approval or rejection; null where there is none. */
  last: 'approved' | 'rejected' | null;
  /** The allocation of the last approval. */
  granted: string | null;
}

/** By award key, as `formatAwardKey` writes it. */
export type DecisionsByAward = ReadonlyMap<string, PastDecisions>;

/** Reads the copied audit once: a few words for each award are kept. */
export async function loadPastDecisions({ trx, source }: ImportContext): Promise<DecisionsByAward> {
  const decisions = new Map<string, PastDecisions>();
  for await (const batch of readCopiedItems(trx, source, 'audit_entry')) {
    for (const { item } of batch) {
      if (item === undefined) continue;
      const key = formatAwardKey(item);
      const known = decisions.get(key) ?? { hasCreated: false, last: null, granted: null };
      decisions.set(key, known);
      if (item.event_type === 'created') known.hasCreated = true;
      if (item.event_type !== 'approved' && item.event_type !== 'rejected') continue;
      known.last = item.event_type;
      const allocation = item.new_details?.allocation;
      if (item.event_type === 'approved' && typeof allocation === 'string')
        known.granted = allocation;
    }
  }
  return decisions;
}
