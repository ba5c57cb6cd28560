import type { Transaction } from 'kysely';
import type { AwardEvent } from '../award/vocabulary.ts';
import type { Database } from '../database/schema.ts';

/**
 * Puts what the awarding portal must be told into the outbox, in the transaction of the decision
 * that it tells of; delivered later, at least once, in order per award.
 */
export async function tellAwardingPortal(
  trx: Transaction<Database>,
  subject: { identifier: string; destination: string },
  events: readonly AwardEvent[],
  created: string,
): Promise<void> {
  if (events.length === 0) return;
  const entries = events.map((event) => ({
    kind: 'award_notification',
    event,
    ...subject,
    created,
  }));
  await trx.insertInto('outbox').values(entries).execute();
}
