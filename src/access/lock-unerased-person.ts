import type { Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { lockRow } from '../database/transaction.ts';
import { conflictError } from '../errors/refused-error.ts';

/**
 * Locks the row of an account that is about to be changed. Throws RefusedError (`conflict`) where the
 * account was erased, maybe while this waited for the row: the change would store the person's data again.
 */
export async function lockUnerasedPerson(
  trx: Transaction<Database>,
  personId: number,
): Promise<void> {
  await lockRow(trx, 'person', personId);
  const person = await trx
    .selectFrom('person')
    .select('erased')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (person?.erased != null) throw conflictError('This person was erased.');
}
