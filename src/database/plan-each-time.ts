import { sql } from 'kysely';

const mark = '/* planned each time */';

/**
 * Begins a statement that reads a table which is empty most of the time and full at times, such as the
 * outbox. PostgreSQL keeps the plan of a prepared statement: one that was made for an empty table reads
 * the whole table, for each row of another one perhaps, until the table is analyzed. So this one is
 * never prepared.
 */
export const planEachTime = sql.raw(mark);

/** Whether a statement has the mark of `planEachTime`. */
export function isPlannedEachTime(text: string): boolean {
  return text.includes(mark);
}
