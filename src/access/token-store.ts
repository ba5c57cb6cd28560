import { hash, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { TokenScope } from '../database/account-schema.ts';
import type { Database } from '../database/schema.ts';
import { conflictError } from '../errors/refused-error.ts';

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

/** A token as its owner may see it, without the key. */
export interface TokenRow {
  uuid: string;
  name: string;
  scope: TokenScope;
  created: string;
  expires_at: string | null;
  last_used: string | null;
}

const tokenColumns = ['uuid', 'name', 'scope', 'created', 'expires_at', 'last_used'] as const;

/** Inserts a token and returns it with its key, of which only the hash is stored. */
export async function insertToken(
  db: Kysely<Database>,
  token: NewToken,
): Promise<TokenRow & { key: string }> {
  const key = token.key ?? randomBytes(20).toString('hex');
  const row = await db
    .insertInto('api_token')
    .values({
      person_id: token.personId,
      name: token.name,
      scope: token.scope,
      digest: hashKey(key),
      created: token.now,
      expires_at: token.expiresAt,
    })
    .returning(tokenColumns)
    .executeTakeFirstOrThrow();
  return { ...row, key };
}

/** `last_used` is written at most this often. */
const LAST_USED_INTERVAL_MS = 60_000;

/** Whether `last_used` is recent enough to stay as it is. */
export function isUseRecorded(lastUsed: string | null, now: Date): boolean {
  return lastUsed !== null && now.getTime() - Date.parse(lastUsed) < LAST_USED_INTERVAL_MS;
}

/** Writes when a token was last used, so that its owner sees which are not in use. */
export async function recordTokenUse(
  db: Kysely<Database>,
  id: number,
  lastUsed: string | null,
  now: Date,
): Promise<void> {
  if (isUseRecorded(lastUsed, now)) return;
  await db
    .updateTable('api_token')
    .set({ last_used: now.toISOString() })
    .where('id', '=', id)
    // Among concurrent requests only one writes.
    .where((eb) => eb.or([eb('last_used', 'is', null), eb('last_used', '=', lastUsed)]))
    .execute();
}

/** Until the transaction ends, no other transaction can count or add tokens of this person. */
export async function lockTokenOwner(trx: Transaction<Database>, personId: number): Promise<void> {
  await trx.selectFrom('person').select('id').where('id', '=', personId).forNoKeyUpdate().execute();
}

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

/** The key in `Authorization: Token <key>` or `Bearer <key>`; null for any other header. */
export function parseTokenHeader(authorization: string): string | null {
  return /^(?:token|bearer) +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}

/**
 * What is stored of a key of a token, session or link. Keys are random, so a plain hash is enough, and
 * an index can find it.
 */
export function hashKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

/** A person's tokens that have not expired, the newest first. */
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

/** Deletes a token and returns it; null where that person has no such token. */
export async function deleteToken(
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

/** Deletes the tokens of one person or, with null, of everybody; returns them with their owners. */
export function deleteTokens(
  db: Kysely<Database>,
  personId: number | null,
): Promise<(TokenRow & { owner: string })[]> {
  return db
    .deleteFrom('api_token')
    .using('person')
    .whereRef('person.id', '=', 'api_token.person_id')
    .$if(personId !== null, (query) => query.where('person_id', '=', personId as number))
    .returning([
      'api_token.uuid',
      'api_token.name',
      'api_token.scope',
      'api_token.created',
      'api_token.expires_at',
      'api_token.last_used',
      'person.username as owner',
    ])
    .execute();
}

/** Stops a program that makes tokens in a loop. */
const MAX_TOKENS_PER_PERSON = 200;

/** Throws RefusedError (`conflict`) where a person has as many tokens as allowed. */
export async function requireTokenCapacity(db: Kysely<Database>, personId: number): Promise<void> {
  const { count } = await db
    .selectFrom('api_token')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  if (count >= MAX_TOKENS_PER_PERSON) {
    throw conflictError(
      `An account has at most ${MAX_TOKENS_PER_PERSON} tokens. Revoke some that are not in use.`,
    );
  }
}
