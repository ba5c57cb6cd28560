/* Writes the audit of awards as CSV. */

import type { Readable } from 'node:stream';
import { compareAwardDetails } from '../award/compare-details.ts';
import { formatActor } from '../award/portal-actions.ts';
import { fromStoredDetails } from '../award/wire-details.ts';
import { type CsvFormat, streamCsv } from '../http/csv-stream.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import type { ExportedAuditRow } from './audit-export.ts';
import type { EntryDetails } from './entry-details.ts';

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
  batches: AsyncGenerator<ExportedAuditRow[]>,
  format?: CsvFormat,
): Promise<Readable> {
  return streamCsv(csvColumns, batches, toRecord, format);
}

/** The name at that time, else the present one; `before` and `after` have a line for each value. */
function toRecord({ details, ...row }: ExportedAuditRow): Record<string, unknown> {
  return {
    ...row,
    name: details?.next?.name ?? details?.previous?.name ?? row.award_name,
    performed_by: formatActor(row),
    ...(details === null ? describeLargeDetails(row.id) : describeValues(details)),
  };
}

function describeLargeDetails(id: number): { before: string; after: string } {
  const text = `Too large for a list: ${resourcePaths.audit}${id}/`;
  return { before: text, after: text };
}

/** What differs, before and after; of an arrival everything, of an event that changed nothing nothing. */
function describeValues({ previous, next }: EntryDetails): { before: string; after: string } {
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
