import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { hashKey } from './token-store.ts';

/** How long a link lasts, in milliseconds. */
const resetLinkLifetimeMs = 24 * 3_600_000;

/** Makes the one link of somebody; an earlier one ends. Only the hash of its key is kept. */
export async function createResetLink(
  trx: Transaction<Database>,
  personId: number,
  now: Date,
): Promise<{ key: string; expiresAt: string }> {
  await deleteResetLinks(trx, personId);
  await trx.deleteFrom('reset_link').where('expires', '<=', now.toISOString()).execute();
  const key = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + resetLinkLifetimeMs).toISOString();
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

export async function deleteResetLinks(
  trx: Transaction<Database>,
  personId: number,
): Promise<void> {
  await trx.deleteFrom('reset_link').where('person_id', '=', personId).execute();
}

/** Whose link this is; null where it was used, is too old, or its owner is deactivated. */
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

/** Whether this was the one time that it can be used. */
export async function consumeResetLink(trx: Transaction<Database>, key: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('reset_link')
    .where('digest', '=', hashKey(key))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
