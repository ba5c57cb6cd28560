import type { Readable } from 'node:stream';
import { compareAwardDetails } from '../award/compare-details.ts';
import { isSameJson } from '../award/json-value.ts';
import { fromStoredDetails } from '../award/wire-details.ts';
import { type CsvFormat, streamCsv } from '../http/csv-stream.ts';
import type { AuditRow, NamedAuditRow } from './audit-queries.ts';

const csvColumns = [
  'timestamp',
  'identifier',
  'destination',
  'name',
  'event_type',
  'action',
  'performed_by',
  'note',
  'changed',
  'before',
  'after',
] as const;

/** The audit as CSV, made as it is read. Throws what the first batch throws. */
export function createAuditCsv(
  batches: AsyncGenerator<NamedAuditRow[]>,
  format?: CsvFormat,
): Promise<Readable> {
  return streamCsv(csvColumns, batches, toRecord, format);
}

/** The name at that time, else the present one; `changed` names fields, one a line in the others. */
function toRecord(row: NamedAuditRow): Record<string, unknown> {
  const { previous_details: previous, new_details: next } = row;
  return {
    ...row,
    name: (next ?? previous)?.name ?? row.award_name,
    performed_by: row.performed_by_full_name,
    changed: listChangedFields(row),
    ...describeValues(previous, next),
  };
}

/** The names of the details' fields that the event changed. */
function listChangedFields({ previous_details, new_details }: AuditRow): string {
  if (previous_details === null || new_details === null) return '';
  const names = new Set([...Object.keys(previous_details), ...Object.keys(new_details)]);
  return [...names]
    .filter((name) => !isSameJson(previous_details[name] ?? null, new_details[name] ?? null))
    .toSorted()
    .join(', ');
}

type Details = AuditRow['new_details'];

/** What differs, before and after; of an arrival everything, of an event that changed nothing nothing. */
function describeValues(previous: Details, next: Details): { before: string; after: string } {
  const changes = compareAwardDetails(
    previous && fromStoredDetails(previous),
    next && fromStoredDetails(next),
  );
  const describe = (side: 'before' | 'after'): string =>
    changes
      .filter((change) => change[side] !== null)
      .map((change) => {
        const { label } = change;
        const entry = 'entry' in change ? change.entry : undefined;
        const value = change[side];
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return `${label}${entry === undefined ? '' : ` ${entry}`}: ${text}`;
      })
      .join('\n');
  return { before: describe('before'), after: describe('after') };
}
