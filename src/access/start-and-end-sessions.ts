import { randomBytes } from 'node:crypto';
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import { compileOnce } from '../database/compiled-query.ts';
import { deleteBatch } from '../database/delete-batch.ts';
import type { Database } from '../database/schema.ts';
import { callerColumns, type CallerRow } from './caller-fields.ts';
import { hashKey } from './token-store.ts';

/** When a session ends: without use, and in any case. */
export interface SessionLimits {
  idleHours: number;
  /** Applies to sessions that begin from now on. */
  hours: number;
}

/** What applies where no setting is given. */
export const defaultSessionLimits: SessionLimits = { idleHours: 8, hours: 24 };

const MS_PER_HOUR = 3_600_000;
/** How long the browser of a session that a provider ended can learn why. */
const END_REASON_LIFETIME_MS = 3_600_000;
/** `last_used` is written at most this often. */
const LAST_USED_INTERVAL_MS = 60_000;

export interface NewSession {
  personId: number;
  now: Date;
  /** The defaults where absent. */
  limits?: SessionLimits;
  /** With the user agent, the owner recognises the session by it. */
  clientIp: string;
  userAgent: string;
  /** The sign-on at an OpenID provider; absent for a sign-in with a password. */
  signOn?: {
    provider: string;
    idToken: string;
    subject: string;
    /** The provider's session (`sid`); null where it names none. */
    providerSession: string | null;
  };
}

/** Creates a session. Its key, 256 random bits, goes to the browser; only its hash is stored. */
export async function createSession(
  db: Kysely<Database>,
  { personId, now, limits = defaultSessionLimits, clientIp, userAgent, signOn }: NewSession,
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
      expires: new Date(now.getTime() + limits.hours * MS_PER_HOUR).toISOString(),
      address: clientIp,
      user_agent: userAgent.slice(0, 300),
      provider: signOn?.provider ?? null,
      id_token: signOn?.idToken ?? null,
      subject: signOn?.subject ?? null,
      provider_session: signOn?.providerSession ?? null,
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { key, uuid };
}

/** A session that was last used before this time has ended. */
export function getIdleCutoff(now: Date, { idleHours }: SessionLimits): string {
  return new Date(now.getTime() - idleHours * MS_PER_HOUR).toISOString();
}

/**
 * The active session whose key has this digest, with its owner; null where it has ended or its owner
 * is deactivated. `isUse` counts as use of the session, which keeps it from ending.
 */
export async function resumeSession(
  db: Kysely<Database>,
  digest: Buffer,
  { now, limits, isUse }: { now: Date; limits: SessionLimits; isUse: boolean },
): Promise<{ owner: CallerRow; uuid: string } | null> {
  const values = { digest, now: now.toISOString(), cutoff: getIdleCutoff(now, limits) };
  const [session] = await selectSession(db, values, null);
  if (session === undefined) return null;
  if (isUse && now.getTime() - Date.parse(session.last_used) > LAST_USED_INTERVAL_MS) {
    await db
      .updateTable('session')
      .set({ last_used: now.toISOString() })
      .where('id', '=', session.session_id)
      .execute();
  }
  return { owner: session, uuid: session.session_uuid };
}

type SessionRow = CallerRow & { session_id: number; session_uuid: string; last_used: string };

const selectSession = compileOnce<
  { digest: Buffer; now: string; cutoff: string },
  null,
  SessionRow
>(
  ({ digest, now, cutoff }) => sql`
    select ${callerColumns}, session.id as session_id, session.uuid as session_uuid, last_used
    from session join person on person.id = session.person_id
    where digest = ${digest} and expires > ${now} and last_used > ${cutoff} and is_active`,
);

export interface EndedSession {
  /** UUID of its owner; null where there was no such session. */
  person: string | null;
  /** Where it began, for signing out there as well. */
  provider: string | null;
  id_token: string | null;
}

/** Ends the session with this key, or with this digest of a key. */
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

/** When the session with this UUID began; null where it has ended. */
export async function findSessionStart(db: Kysely<Database>, uuid: string): Promise<string | null> {
  const row = await db
    .selectFrom('session')
    .select('created')
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  return row?.created ?? null;
}

/** Whether an active session of this person has this digest; it cannot end before the transaction. */
export async function lockActiveSession(
  trx: Transaction<Database>,
  digest: Buffer,
  personId: number,
  now: Date,
  limits: SessionLimits,
): Promise<boolean> {
  const row = await trx
    .selectFrom('session')
    .select('id')
    .where('digest', '=', digest)
    .where('person_id', '=', personId)
    .where('expires', '>', now.toISOString())
    .where('last_used', '>', getIdleCutoff(now, limits))
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

/** A person's active sessions, the last used first. */
export function listActiveSessions(
  db: Kysely<Database>,
  personId: number,
  now: Date,
  limits: SessionLimits,
) {
  return db
    .selectFrom('session')
    .select(['uuid', 'created', 'last_used', 'expires', 'address', 'user_agent', 'provider'])
    .where('person_id', '=', personId)
    .where('expires', '>', now.toISOString())
    .where('last_used', '>', getIdleCutoff(now, limits))
    .orderBy('last_used', 'desc')
    .execute();
}

/** Ends sessions of a person: all, only one, or all except one (by UUID). Returns how many ended. */
export async function endSessions(
  db: Kysely<Database>,
  personId: number,
  { only, except }: { only?: string; except?: string } = {},
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .$if(only !== undefined, (query) => query.where('uuid', '=', only as string))
    .$if(except !== undefined, (query) => query.where('uuid', '!=', except as string))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * Deletes the next sessions of everybody that have ended: by their time, without use, or by a provider,
 * whose browser can learn why for an hour. At most 20,000.
 */
export async function deleteEndedSessions(
  db: Kysely<Database>,
  now: Date,
  limits: SessionLimits,
): Promise<void> {
  const readUntil = new Date(now.getTime() - END_REASON_LIFETIME_MS).toISOString();
  const hasEnded = sql<SqlBool>`(expires <= ${now.toISOString()}
      or last_used <= ${getIdleCutoff(now, limits)})
    and (end_reason is null or expires <= ${readUntil})`;
  await deleteBatch(db, 'session', hasEnded);
}
