import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/** Which sessions a provider ends: those of one of its sessions, else all of a person. */
export interface EndedAtProvider {
  /** Slug of the provider. */
  provider: string;
  subject: string | null;
  providerSession: string | null;
  /** Sessions that began later stay. */
  beganBefore: Date;
}

/**
 * Ends active sessions because their provider says so. Returns the account of each. Their rows stay for
 * an hour without the ID token, so that each browser learns why its session ended.
 */
export function endSessionsOfProvider(
  trx: Transaction<Database>,
  { provider, subject, providerSession, beganBefore }: EndedAtProvider,
  now: Date,
): Promise<{ person_id: number }[]> {
  return trx
    .updateTable('session')
    .set({ expires: now.toISOString(), end_reason: 'provider', id_token: null })
    .where('provider', '=', provider)
    .where('expires', '>', now.toISOString())
    .where('created', '<=', beganBefore.toISOString())
    .$if(subject !== null, (query) => query.where('subject', '=', subject as string))
    .$if(providerSession !== null, (query) =>
      query.where('provider_session', '=', providerSession as string),
    )
    .returning('person_id')
    .execute();
}

/** Whether the session whose key has this digest was ended by its provider, within the last hour or so. */
export async function wasEndedByProvider(db: Kysely<Database>, digest: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('id')
    .where('digest', '=', digest)
    .where('end_reason', '=', 'provider')
    .executeTakeFirst();
  return row !== undefined;
}
