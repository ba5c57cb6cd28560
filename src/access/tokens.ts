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
