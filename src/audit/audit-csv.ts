import type { Readable } from 'node:stream';
import { streamCsv } from '../http/csv-stream.ts';
import type { AuditRowWithChanges } from './audit-queries.ts';

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
export function createAuditCsv(batches: AsyncGenerator<AuditRowWithChanges[]>): Promise<Readable> {
  return streamCsv(csvColumns, batches, (row) => ({
    ...row,
    performed_by: row.performed_by_full_name,
  }));
}
