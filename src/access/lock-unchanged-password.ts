import type { Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Whether the password that was looked at is still theirs, and they are still let in; it stays so
 * until the transaction ends. Whoever changes it ends what began with the one before.
 */
export async function lockUnchangedPassword(
  trx: Transaction<Database>,
  { id, password_hash }: { id: number; password_hash: string | null },
): Promise<boolean> {
  const still = await trx
    .selectFrom('person')
    .select('id')
    .where('id', '=', id)
    .where('is_active', '=', true)
    .where('password_hash', '=', password_hash)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return still !== undefined;
}
