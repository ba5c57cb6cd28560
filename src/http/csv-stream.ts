import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * Writes rows as CSV while they are read: batches of rows in, a stream of text out. Throws what the
 * first batch throws, so that it can still become an error reply; a later failure ends the stream
 * with an error.
 */
export async function streamCsv<Row>(
  columns: readonly string[],
  batches: AsyncGenerator<Row[]>,
  toRecord: (row: Row) => Record<string, unknown>,
): Promise<Readable> {
  const first = await batches.next();
  const csv = stringify({
    header: true,
    columns: [...columns],
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
