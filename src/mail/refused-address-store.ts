import type { Kysely } from 'kysely';
import { normalizeEmail } from '../award/email.ts';
import type { Database } from '../database/schema.ts';

/** Marks an address that its mail server refused for good; no mail goes there until staff clear it. */
export async function markRefusedAddress(
  db: Kysely<Database>,
  email: string,
  reason: string,
  now: string,
): Promise<void> {
  await db
    .insertInto('mail_refused_address')
    .values({ email: normalizeEmail(email), reason, refused: now })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ reason, refused: now }))
    .execute();
}

/** Clears the mark; false where there is none. */
export async function clearRefusedAddress(db: Kysely<Database>, email: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('mail_refused_address')
    .where('email', '=', normalizeEmail(email))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
