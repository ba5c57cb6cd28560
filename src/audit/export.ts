import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { AuditRow } from './store.ts';

const columns = [
  'timestamp',
  'identifier',
  'destination',
  'event_type',
  'action',
  'performed_by',
  'note',
  'changed',
] as const;

/** The audit as CSV, made as it is read: batches of rows in, text out. */
export function csvOf(batches: AsyncIterable<AuditRow[]>): NodeJS.ReadableStream {
  const rows = Readable.from(records(batches));
  return rows.pipe(
    stringify({
      header: true,
      columns: [...columns],
      // A spreadsheet would run what begins like a formula.
      escape_formulas: true,
    }),
  );
}

async function* records(batches: AsyncIterable<AuditRow[]>) {
  for await (const batch of batches) {
    for (const row of batch) {
      yield { ...row, performed_by: row.performed_by_full_name, changed: changedFields(row) };
    }
  }
}

/** The names of the details' fields that the event changed. */
function changedFields({ previous_details, new_details }: AuditRow): string {
  if (previous_details === null || new_details === null) return '';
  const names = new Set([...Object.keys(previous_details), ...Object.keys(new_details)]);
  return [...names]
    .filter((name) => JSON.stringify(previous_details[name]) !== JSON.stringify(new_details[name]))
    .toSorted()
    .join(', ');
}
