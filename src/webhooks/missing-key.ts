import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** How many active webhooks there are, of all replicas. */
export async function countActiveWebhooks(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('webhook')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('is_active', '=', true)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * What to do where the service has webhooks and no key, for its log at the start; null where none is
 * active.
 */
export function describeMissingKey(webhooks: number): string | null {
  if (webhooks === 0) return null;
  const subject = webhooks === 1 ? '1 webhook gets' : `${webhooks} webhooks get`;
  return (
    `${subject} nothing: GATEHOUSE_SECRET_KEY is not set, so messages cannot be signed; they wait. ` +
    'Set the key that the webhooks were made with, in each replica, and restart.'
  );
}
