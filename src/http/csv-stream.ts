import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * Rows as CSV, made as they are read: batches of rows in, text out. Throws what the first batch
 * throws, so that a refusal is still a reply; a later failure breaks the text off.
 */
export async function streamCsv<Row>(
  columns: readonly string[],
  batches: AsyncGenerator<Row[]>,
  recordOf: (row: Row) => Record<string, unknown>,
): Promise<Readable> {
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
  async function* records() {
    if (!first.done) yield* first.value.map(recordOf);
    for await (const batch of batches) yield* batch.map(recordOf);
  }
  // Whoever reads the text hears of a failure; the callback keeps it from ending the process.
  return pipeline(Readable.from(records()), csv, () => undefined);
}
