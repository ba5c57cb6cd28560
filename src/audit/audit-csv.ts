import type { Readable } from 'node:stream';
import { streamCsv } from '../http/csv-stream.ts';
import type { AuditRow } from './audit-queries.ts';

const csvColumns = [
  'timestamp',
  'identifier',
  'destination',
  'event_type',
  'action',
  'performed_by',
  'note',
  'changed',
] as const;

/** The audit as CSV, made as it is read. Throws what the first batch throws. */
export function createAuditCsv(batches: AsyncGenerator<AuditRow[]>): Promise<Readable> {
  return streamCsv(csvColumns, batches, (row) => ({
    ...row,
    performed_by: row.performed_by_full_name,
    changed: listChangedFields(row),
  }));
}

/** The names of the details' fields that the event changed. */
function listChangedFields({ previous_details, new_details }: AuditRow): string {
  if (previous_details === null || new_details === null) return '';
  const names = new Set([...Object.keys(previous_details), ...Object.keys(new_details)]);
  return [...names]
    .filter((name) => JSON.stringify(previous_details[name]) !== JSON.stringify(new_details[name]))
    .toSorted()
    .join(', ');
}
