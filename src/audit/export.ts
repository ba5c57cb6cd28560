import { pipeline, Readable } from 'node:stream';
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

/**
 * The audit as CSV, made as it is read: batches of rows in, text out. Throws what the first batch
 * throws, so that a refusal is still a reply; a later failure breaks the text off.
 */
export async function csvOf(batches: AsyncGenerator<AuditRow[]>): Promise<Readable> {
  const first = await batches.next();
  const csv = stringify({
    header: true,
    columns: [...columns],
    // RFC 4180; with lines of its own kind set, it would leave other line breaks unquoted.
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    // A spreadsheet would run what begins like a formula.
    escape_formulas: true,
  });
  // Whoever reads the text hears of a failure; the callback keeps it from ending the process.
  return pipeline(Readable.from(records(first, batches)), csv, () => undefined);
}

async function* records(
  first: IteratorResult<AuditRow[], unknown>,
  rest: AsyncIterable<AuditRow[]>,
) {
  if (!first.done) yield* first.value.map(recordOf);
  for await (const batch of rest) yield* batch.map(recordOf);
}

function recordOf(row: AuditRow) {
  return { ...row, performed_by: row.performed_by_full_name, changed: changedFields(row) };
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
