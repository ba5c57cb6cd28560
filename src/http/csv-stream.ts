import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { Type } from 'typebox';

/** What the program that reads a CSV file expects. */
export interface CsvFormat {
  delimiter: ',' | ';' | '\t';
  /** Whether the file begins with a byte order mark, by which spreadsheets recognise UTF-8. */
  hasByteOrderMark: boolean;
}

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;

/** The parameters of a list that can be exported as CSV. */
export const csvParameters = {
  separator: Type.Optional(
    Type.Unsafe<keyof typeof delimiters>({
      type: 'string',
      enum: Object.keys(delimiters),
      description: 'Between cells: comma (the default), semicolon or tab.',
    }),
  ),
  byte_order_mark: Type.Optional(
    Type.Unsafe<'true' | 'false'>({
      type: 'string',
      enum: ['true', 'false'],
      description: 'true: the file begins with one, by which spreadsheets recognise UTF-8.',
    }),
  ),
};

/** Reads the format of a CSV file; without parameters that of RFC 4180. */
export function parseCsvFormat(query: {
  separator?: keyof typeof delimiters;
  byte_order_mark?: 'true' | 'false';
}): CsvFormat {
  return {
    delimiter: delimiters[query.separator ?? 'comma'],
    hasByteOrderMark: query.byte_order_mark === 'true',
  };
}

const rfc4180: CsvFormat = { delimiter: ',', hasByteOrderMark: false };

/**
 * Writes rows as CSV while they are read: batches of rows in, a stream of text out. Throws what the
 * first batch throws, so that it can still become an error reply; a later failure ends the stream
 * with an error.
 */
export async function streamCsv<Row>(
  columns: readonly string[],
  batches: AsyncGenerator<Row[]>,
  toRecord: (row: Row) => Record<string, unknown>,
  { delimiter, hasByteOrderMark }: CsvFormat = rfc4180,
): Promise<Readable> {
  const first = await batches.next();
  const csv = stringify({
    header: true,
    columns: [...columns],
    delimiter,
    bom: hasByteOrderMark,
    // RFC 4180. With its own record delimiter, the library leaves other line breaks unquoted.
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    // A spreadsheet would execute a cell that begins like a formula.
    escape_formulas: true,
  });
  async function* records() {
    if (!first.done) yield* first.value.map(toRecord);
    for await (const batch of batches) yield* batch.map(toRecord);
  }
  // The reader gets the stream's error; without a callback it would also end the process.
  return pipeline(Readable.from(records()), csv, () => undefined);
}
