/* Writes the figures of months as CSV while they are read. */

import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type CsvFormat, streamCsv } from '../http/csv-stream.ts';
import type { ReportContext } from './load-reports.ts';
import { type MonthQuery, type ReportMonth, streamMonths } from './report-months.ts';

/** What the lines of a CSV file are made of. */
export interface MonthCsv<Column extends string, Report> {
  columns: readonly Column[];
  /** Returns the report of each month, in the order of the months. */
  load: (context: ReportContext, months: readonly ReportMonth[]) => Promise<Report[]>;
  /** The lines of a report. */
  listRecords: (month: ReportMonth, report: Report) => Record<Column, string | number>[];
}

/** Months that are loaded at once, so that memory stays bounded. */
const BATCH_SIZE = 50;

/** A stream of the lines of every month that matches. Throws what the first batch throws. */
export function createMonthCsv<Column extends string, Report>(
  csv: MonthCsv<Column, Report>,
  context: { db: Kysely<Database>; now: Date },
  query: MonthQuery,
  format: CsvFormat,
): Promise<Readable> {
  return streamCsv(csv.columns, streamRecords(csv, context, query), (record) => record, format);
}

async function* streamRecords<Column extends string, Report>(
  { load, listRecords }: MonthCsv<Column, Report>,
  { db, now }: { db: Kysely<Database>; now: Date },
  query: MonthQuery,
): AsyncGenerator<Record<Column, string | number>[]> {
  for await (const months of streamMonths(db, query, BATCH_SIZE)) {
    const reports = await load({ db, caller: query.caller, now }, months);
    yield reports.flatMap((report, index) => listRecords(months[index] as ReportMonth, report));
  }
}
