import type { Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Whether the account is active and still has the password hash that was verified; both stay so until
 * the transaction ends. Without it, a password change between verification and this transaction would
 * leave a session or token behind that belongs to the old password.
 */
export async function lockUnchangedPassword(
  trx: Transaction<Database>,
  { id, password_hash }: { id: number; password_hash: string | null },
): Promise<boolean> {
  const row = await trx
    .selectFrom('person')
    .select('id')
    .where('id', '=', id)
    .where('is_active', '=', true)
    .where('password_hash', '=', password_hash)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}
