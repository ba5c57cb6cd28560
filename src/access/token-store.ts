import { hash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database, TokenScope } from '../database/schema.ts';
import { conflict } from '../http/http-problem.ts';

export interface NewToken {
  personId: number;
  /** What it is for, in the owner's words. */
  name: string;
  scope: TokenScope;
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
      scope: token.scope,
      digest: hashKey(key),
      created: token.now,
      expires_at: token.expiresAt,
    })
    .execute();
  return key;
}

/** Its use is written down at most this often. */
const lastUsedUpdateIntervalMs = 60_000;

/** Notes that a token is in use, for its owner to see which are not. */
export async function recordTokenUse(
  db: Kysely<Database>,
  id: number,
  lastUsed: string | null,
  now: Date,
): Promise<void> {
  if (lastUsed !== null && now.getTime() - Date.parse(lastUsed) < lastUsedUpdateIntervalMs) return;
  await db
    .updateTable('api_token')
    .set({ last_used: now.toISOString() })
    .where('id', '=', id)
    // Of many requests at a time only one writes.
    .where((eb) => eb.or([eb('last_used', 'is', null), eb('last_used', '=', lastUsed)]))
    .execute();
}

/** Clears away what can no longer be used. */
export async function deleteExpiredTokens(
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

/** The key in `Authorization: Token <key>`, also `Bearer`; null where there is none. */
export function parseTokenHeader(authorization: string): string | null {
  return /^(?:token|bearer) +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}

/** What is kept of a key. Keys are random, so a plain hash is enough and an index can find it. */
export function hashKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

/** A token as its owner may see it: never the key. */
export interface TokenRow {
  uuid: string;
  name: string;
  scope: TokenScope;
  created: string;
  expires_at: string | null;
  last_used: string | null;
}

const tokenColumns = ['uuid', 'name', 'scope', 'created', 'expires_at', 'last_used'] as const;

/** Somebody's tokens that can still be used, the newest first. */
export function listActiveTokens(
  db: Kysely<Database>,
  personId: number,
  now: string,
): Promise<TokenRow[]> {
  return db
    .selectFrom('api_token')
    .select(tokenColumns)
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('id', 'desc')
    .execute();
}

/** What is shown of the token with this key. */
export function findToken(db: Kysely<Database>, key: string): Promise<TokenRow> {
  return db
    .selectFrom('api_token')
    .select(tokenColumns)
    .where('digest', '=', hashKey(key))
    .executeTakeFirstOrThrow();
}

/** Ends a token at once, everywhere; null where that person has no such. */
export async function revokeToken(
  db: Kysely<Database>,
  personId: number,
  uuid: string,
): Promise<TokenRow | null> {
  const row = await db
    .deleteFrom('api_token')
    .where('person_id', '=', personId)
    .where('uuid', '=', uuid)
    .returning(tokenColumns)
    .executeTakeFirst();
  return row ?? null;
}

/** How many a person may have at a time: a program that makes them without end is stopped. */
const maxTokensPerPerson = 200;

/** Throws a 409 where somebody has as many as there may be. */
export async function requireTokenCapacity(db: Kysely<Database>, personId: number): Promise<void> {
  const { count } = await db
    .selectFrom('api_token')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  if (count >= maxTokensPerPerson)
    throw conflict(`${maxTokensPerPerson} tokens are enough. Revoke those that nobody uses.`);
}
