import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Ends a message of the log whose entry of the outbox staff gave up; `recipient` is that of the entry,
 * the id of the webhook.
 */
export async function giveUpWebhookMessage(
  db: Kysely<Database>,
  { eventId, recipient }: { eventId: string; recipient: string },
): Promise<void> {
  await sql`
    update webhook_message set state = 'failed'
    where event_id = ${eventId} and webhook_id::text = ${recipient} and state = 'waiting'`.execute(
    db,
  );
}
