import type { Kysely } from 'kysely';
import { hashKey } from '../access/token-store.ts';
import type { Database } from '../database/schema.ts';
import type { Handshake } from './openid-provider.ts';

/** How long somebody may take at the provider. */
const SIGN_ON_LIFETIME_MS = 600_000;

/** A sign-on in progress: the browser is at the provider. */
export interface SignOn extends Handshake {
  /** Slug of the provider. */
  provider: string;
  /** The page to continue with: a path of ours. */
  next: string;
  /** The account that the identity is added to; null for a sign-in. */
  personId: number | null;
  /** Digest of the session key that the browser had; that session ends at sign-in. null: none. */
  sessionDigest: Buffer | null;
}

/** Stores a sign-on for the browser that has this key, and deletes those that have expired. */
export async function storeSignOn(
  db: Kysely<Database>,
  key: string,
  { personId, sessionDigest, ...signOn }: SignOn,
  now: Date,
): Promise<void> {
  await db.deleteFrom('sign_on').where('expires', '<=', now.toISOString()).execute();
  const expires = new Date(now.getTime() + SIGN_ON_LIFETIME_MS).toISOString();
  await db
    .insertInto('sign_on')
    .values({
      digest: hashKey(key),
      person_id: personId,
      session_digest: sessionDigest,
      expires,
      ...signOn,
    })
    .execute();
}

/** Deletes and returns the sign-on with this key, provider and state; null where there is none. */
export async function consumeSignOn(
  db: Kysely<Database>,
  key: string,
  { provider, state }: Pick<SignOn, 'provider' | 'state'>,
  now: Date,
): Promise<SignOn | null> {
  const row = await db
    .deleteFrom('sign_on')
    .where('digest', '=', hashKey(key))
    .where('provider', '=', provider)
    .where('state', '=', state)
    .where('expires', '>', now.toISOString())
    .returning(['provider', 'state', 'nonce', 'verifier', 'next', 'person_id', 'session_digest'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { person_id: personId, session_digest: sessionDigest, ...signOn } = row;
  return { ...signOn, personId, sessionDigest };
}
