import { type ListedRows, measureItem } from './pagination.ts';

/** Rows that are loaded at once. */
const BATCH_SIZE = 20;

/**
 * Loads the rows of a page of `size` in batches, until those so far fill a reply of `maxBytes`: for
 * rows that may be so large that a page must not be built whole before it is cut.
 */
export async function loadRowsThatFit<Key, Row>(
  keys: readonly Key[],
  size: number,
  maxBytes: number,
  load: (batch: readonly Key[]) => Promise<Row[]>,
): Promise<ListedRows<Row>> {
  const rows: Row[] = [];
  let bytes = 0;
  for (let at = 0; at < keys.length; at += BATCH_SIZE) {
    const batch = await load(keys.slice(at, at + BATCH_SIZE));
    rows.push(...batch);
    bytes += batch.reduce((sum, row) => sum + measureItem(row), 0);
    if (bytes > maxBytes && rows.length < keys.length) return { rows, size: rows.length };
  }
  return { rows, size };
}
