import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

export interface NewToken {
  personId: number;
  /** What it is for, in the owner's words. */
  name: string;
  now: string;
  /** RFC 3339; null never expires. */
  expiresAt: string | null;
  /** The key, where a script chose it; else 160 random bits. */
  key?: string;
}

/** Makes a token and gives its key, which is shown this once: only its hash is kept. */
export async function createToken(db: Kysely<Database>, token: NewToken): Promise<string> {
  const key = token.key ?? randomBytes(20).toString('hex');
  await db
    .insertInto('api_token')
    .values({
      person_id: token.personId,
      name: token.name,
      digest: digestOf(key),
      created: token.now,
      expires_at: token.expiresAt,
    })
    .execute();
  return key;
}

/** Clears away what can no longer be used. */
export async function dropExpiredTokens(
  db: Kysely<Database>,
  personId: number,
  now: string,
): Promise<void> {
  await db
    .deleteFrom('api_token')
    .where('person_id', '=', personId)
    .where('expires_at', '<=', now)
    .execute();
}

/** What is kept of a key. Keys are random, so a plain hash is enough and an index can find it. */
export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** A token as its owner may see it: never the key. */
export interface TokenRow {
  uuid: string;
  name: string;
  created: string;
  expires_at: string | null;
}

/** Somebody's tokens that can still be used, the newest first. */
export function listTokens(
  db: Kysely<Database>,
  personId: number,
  now: string,
): Promise<TokenRow[]> {
  return db
    .selectFrom('api_token')
    .select(['uuid', 'name', 'created', 'expires_at'])
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('id', 'desc')
    .execute();
}

/** What is shown of the token with this key. */
export function findToken(db: Kysely<Database>, key: string): Promise<TokenRow> {
  return db
    .selectFrom('api_token')
    .select(['uuid', 'name', 'created', 'expires_at'])
    .where('digest', '=', digestOf(key))
    .executeTakeFirstOrThrow();
}

/** Whether there was such a token of this person. It ends at once, everywhere. */
export async function revokeToken(
  db: Kysely<Database>,
  personId: number,
  uuid: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('api_token')
    .where('person_id', '=', personId)
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
