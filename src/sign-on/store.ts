import type { Kysely } from 'kysely';
import { hashKey } from '../access/token-store.ts';
import type { Database } from '../database/schema.ts';
import type { Handshake } from './openid-provider.ts';

/** How long somebody may take at the provider, in milliseconds. */
export const signOnLifetimeMs = 600_000;

/** A sign-on under way. */
export interface SignOn extends Handshake {
  provider: string;
  /** The page to go on with: a path of ours. */
  next: string;
  /** Whose account the identity is to be added to; null: they sign in. */
  personId: number | null;
  /** Of the session that the browser had, which ends with the new one; null: none. */
  sessionDigest: Buffer | null;
}

/** Keeps a sign-on for the browser that holds this key. */
export async function storeSignOn(
  db: Kysely<Database>,
  key: string,
  { personId, sessionDigest, ...signOn }: SignOn,
  now: Date,
): Promise<void> {
  await db.deleteFrom('sign_on').where('expires', '<=', now.toISOString()).execute();
  const expires = new Date(now.getTime() + signOnLifetimeMs).toISOString();
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

/** The sign-on that this browser began, which is gone with this: null for the second time. */
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

export interface IdentityRow {
  uuid: string;
  issuer: string;
  subject: string;
  created: string;
  last_used: string | null;
}

export function listIdentities(db: Kysely<Database>, personId: number): Promise<IdentityRow[]> {
  return db
    .selectFrom('person_identity')
    .select(['uuid', 'issuer', 'subject', 'created', 'last_used'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
}

/** Whether it is theirs now: false where it is somebody's already. */
export async function addIdentity(
  db: Kysely<Database>,
  identity: { personId: number; issuer: string; subject: string; now: string },
): Promise<boolean> {
  const { personId, issuer, subject, now } = identity;
  const made = await db
    .insertInto('person_identity')
    .values({ person_id: personId, issuer, subject, created: now })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Takes an identity away; null where that person has no such. */
export async function removeIdentity(
  db: Kysely<Database>,
  personId: number,
  uuid: string,
): Promise<{ issuer: string; subject: string } | null> {
  const row = await db
    .deleteFrom('person_identity')
    .where('person_id', '=', personId)
    .where('uuid', '=', uuid)
    .returning(['issuer', 'subject'])
    .executeTakeFirst();
  return row ?? null;
}
