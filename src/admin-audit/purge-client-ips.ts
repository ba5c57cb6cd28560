import { type Kysely, sql } from 'kysely';
import { BATCH_ROWS } from '../database/delete-batch.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';

/**
 * Removes the client IP from the next entries of the administrative audit from before `before` (RFC
 * 3339); the entries stay.
 */
export async function purgeClientIps(db: Kysely<Database>, before: string): Promise<void> {
  await runInTransaction(db, async (trx) => {
    // The audit refuses every other change.
    await sql`select set_config('gatehouse.erases_person', 'on', true)`.execute(trx);
    await sql`update administrative_entry set address = '' where id in (
      select id from administrative_entry where address <> '' and "timestamp" < ${before}
      order by "timestamp" limit ${BATCH_ROWS})`.execute(trx);
    await sql`select set_config('gatehouse.erases_person', 'off', true)`.execute(trx);
  });
}
