import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { hashKey } from './token-store.ts';

const RESET_LINK_LIFETIME_MS = 24 * 3_600_000;

/**
 * Creates the reset link of a person, in place of an earlier one. Returns its key, of which only the
 * hash is stored. The person's row must be locked.
 */
export async function createResetLink(
  trx: Transaction<Database>,
  personId: number,
  now: Date,
): Promise<{ key: string; expiresAt: string }> {
  await deleteResetLinks(trx, personId);
  await trx.deleteFrom('reset_link').where('expires', '<=', now.toISOString()).execute();
  const key = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + RESET_LINK_LIFETIME_MS).toISOString();
  await trx
    .insertInto('reset_link')
    .values({
      digest: hashKey(key),
      person_id: personId,
      created: now.toISOString(),
      expires: expiresAt,
    })
    .execute();
  return { key, expiresAt };
}

/** Deletes the reset link of a person, if there is one. */
export async function deleteResetLinks(
  trx: Transaction<Database>,
  personId: number,
): Promise<void> {
  await trx.deleteFrom('reset_link').where('person_id', '=', personId).execute();
}

/** The account that a link is for; null where it was used, has expired, or the account is inactive. */
export async function findResetLinkOwner(db: Kysely<Database>, key: string, now: Date) {
  const row = await db
    .selectFrom('reset_link')
    .innerJoin('person', 'person.id', 'reset_link.person_id')
    .select(['person.id', 'person.uuid', 'username', 'full_name', 'email'])
    .where('digest', '=', hashKey(key))
    .where('expires', '>', now.toISOString())
    .where('is_active', '=', true)
    .where('is_service_account', '=', false)
    .executeTakeFirst();
  return row ?? null;
}

/** Deletes a link; false where another request has used it. */
export async function consumeResetLink(trx: Transaction<Database>, key: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('reset_link')
    .where('digest', '=', hashKey(key))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
