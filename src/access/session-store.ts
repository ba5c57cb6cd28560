import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { hashKey } from './token-store.ts';

/** A session that nobody uses ends after 8 hours, any after 24. */
const maxIdleMs = 8 * 3_600_000;
const maxLifetimeMs = 24 * 3_600_000;
/** Its use is written down at most this often. */
const lastUsedUpdateIntervalMs = 60_000;

export interface NewSession {
  personId: number;
  now: Date;
  /** The client's, for its owner to know it by. */
  clientIp: string;
  userAgent: string;
  /** Where they signed on, and what it said of them; absent with a password. */
  signOn?: { provider: string; idToken: string };
}

/** Begins a session and gives its key, which the browser alone keeps: 256 random bits. */
export async function createSession(
  db: Kysely<Database>,
  { personId, now, clientIp: address, userAgent, signOn }: NewSession,
): Promise<{ key: string; uuid: string }> {
  const key = randomBytes(32).toString('base64url');
  const created = now.toISOString();
  const { uuid } = await db
    .insertInto('session')
    .values({
      person_id: personId,
      digest: hashKey(key),
      created,
      last_used: created,
      expires: new Date(now.getTime() + maxLifetimeMs).toISOString(),
      address,
      user_agent: userAgent.slice(0, 300),
      provider: signOn?.provider ?? null,
      id_token: signOn?.idToken ?? null,
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { key, uuid };
}

/** A session that was used last before this is idle. */
export function getIdleCutoff(now: Date): string {
  return new Date(now.getTime() - maxIdleMs).toISOString();
}

/** Whose session this is; null where it has ended. Using it (`isUse`) keeps it from being idle. */
export async function resumeSession(
  db: Kysely<Database>,
  key: string,
  { now, isUse }: { now: Date; isUse: boolean },
): Promise<{ personId: number; uuid: string } | null> {
  const session = await db
    .selectFrom('session')
    .select(['id', 'uuid', 'person_id', 'last_used'])
    .where('digest', '=', hashKey(key))
    .where('expires', '>', now.toISOString())
    .where('last_used', '>', getIdleCutoff(now))
    .executeTakeFirst();
  if (session === undefined) return null;
  if (isUse && now.getTime() - Date.parse(session.last_used) > lastUsedUpdateIntervalMs) {
    await db
      .updateTable('session')
      .set({ last_used: now.toISOString() })
      .where('id', '=', session.id)
      .execute();
  }
  return { personId: session.person_id, uuid: session.uuid };
}

export interface EndedSession {
  /** Whose it was, by uuid; null where there was none. */
  person: string | null;
  /** Where it began, for signing out there too. */
  provider: string | null;
  id_token: string | null;
}

/** Ends a session, by its key or the key's digest. */
export async function endSession(
  db: Kysely<Database>,
  key: string | Buffer,
): Promise<EndedSession> {
  const ended = await db
    .deleteFrom('session')
    .where('digest', '=', typeof key === 'string' ? hashKey(key) : key)
    .returning((eb) => [
      'provider',
      'id_token',
      eb
        .selectFrom('person')
        .select('uuid')
        .whereRef('person.id', '=', 'session.person_id')
        .as('person'),
    ])
    .executeTakeFirst();
  return ended ?? { person: null, provider: null, id_token: null };
}

/** When this session began; null where it has ended. */
export async function findSessionStart(db: Kysely<Database>, uuid: string): Promise<string | null> {
  const row = await db
    .selectFrom('session')
    .select('created')
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  return row?.created ?? null;
}

/** Whether this session is theirs and can still be used; it stays until the transaction ends. */
export async function lockActiveSession(
  trx: Transaction<Database>,
  digest: Buffer,
  personId: number,
  now: Date,
): Promise<boolean> {
  const row = await trx
    .selectFrom('session')
    .select('id')
    .where('digest', '=', digest)
    .where('person_id', '=', personId)
    .where('expires', '>', now.toISOString())
    .where('last_used', '>', getIdleCutoff(now))
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

/** Somebody's sessions that can still be used, the last used first. */
export function listActiveSessions(db: Kysely<Database>, personId: number, now: Date) {
  return db
    .selectFrom('session')
    .select(['uuid', 'created', 'last_used', 'expires', 'address', 'user_agent', 'provider'])
    .where('person_id', '=', personId)
    .where('expires', '>', now.toISOString())
    .where('last_used', '>', getIdleCutoff(now))
    .orderBy('last_used', 'desc')
    .execute();
}

/** Ends somebody's sessions: one of them, or all but one. Gives how many. */
export async function endSessions(
  db: Kysely<Database>,
  personId: number,
  { only, but }: { only?: string; but?: string } = {},
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .$if(only !== undefined, (query) => query.where('uuid', '=', only as string))
    .$if(but !== undefined, (query) => query.where('uuid', '!=', but as string))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Clears away what can no longer be used. */
export async function deleteExpiredSessions(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires', '<=', now.toISOString()).execute();
}
