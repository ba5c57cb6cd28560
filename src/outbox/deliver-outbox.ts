import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';

/** An entry of the outbox that is to be delivered. */
export interface OutboxEntry {
  id: number;
  event: string;
  identifier: string;
  destination: string;
}

export interface DeliveryOptions {
  db: Kysely<Database>;
  clock: () => Date;
  /** Delivers one entry; may be asked for the same one again. */
  send: (entry: OutboxEntry) => Promise<void>;
  /** Whether a failure is about the receiver as a whole, so that nothing else need be tried. */
  isOutage: (error: unknown) => boolean;
  /** Whether to leave the rest for another time. */
  shouldStop: () => boolean;
}

const batchSize = 20;
const maxPauseSeconds = 300;

/**
 * Delivers what the outbox holds, at least once each: the entries of one award in their order,
 * different awards side by side. An entry that is refused waits, longer each time, and holds back
 * only its own award. Throws what an outage throws. One process at a time (the caller's lock).
 */
export async function deliverOutbox(delivery: DeliveryOptions): Promise<void> {
  while (!delivery.shouldStop()) {
    const entries = await loadDueEntries(delivery.db, delivery.clock().toISOString());
    if (entries.length === 0) return;
    const results = await Promise.allSettled(entries.map((entry) => delivery.send(entry)));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result] : []));
    const outage = failures.find(({ reason }) => delivery.isOutage(reason));
    const isDelivered = (_: OutboxEntry, index: number) => results[index]?.status === 'fulfilled';
    await deleteEntries(delivery.db, entries.filter(isDelivered));
    if (outage) throw outage.reason;
    const refused = entries.filter((_, index) => results[index]?.status === 'rejected');
    await postponeEntries(delivery.db, refused, delivery.clock().toISOString());
  }
}

/** Whether there is anything to deliver now. */
export async function hasDueEntries(db: Kysely<Database>, now: string): Promise<boolean> {
  return (await loadDueEntries(db, now, 1)).length > 0;
}

/** The first entry of each award whose time has come, oldest first. */
function loadDueEntries(
  db: Kysely<Database>,
  now: string,
  limit = batchSize,
): Promise<OutboxEntry[]> {
  return (
    db
      .selectFrom('outbox')
      .select(['id', 'event', 'identifier', 'destination'])
      .where('kind', '=', 'award_notification')
      .where((eb) =>
        eb.or([
          eb('next_attempt', 'is', null),
          eb('next_attempt', '<=', now),
          // Longer than any pause is: put off by a clock that was ahead.
          eb(
            'next_attempt',
            '>',
            sql<string>`${now}::timestamptz
            + ${maxPauseSeconds} * interval '1 second'`,
          ),
        ]),
      )
      // Looked up by the index for each entry. As "not exists" it may become a join of all entries
      // with all, which takes minutes where one award has ten thousands.
      .where('id', '=', (eb) =>
        eb
          .selectFrom('outbox as same')
          .select(({ fn }) => fn.min('same.id').as('first'))
          .whereRef('same.identifier', '=', 'outbox.identifier')
          .whereRef('same.destination', '=', 'outbox.destination'),
      )
      .orderBy('id')
      .limit(limit)
      .execute()
  );
}

async function deleteEntries(db: Kysely<Database>, entries: OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db.deleteFrom('outbox').where('id', 'in', toIds(entries)).execute();
}

async function postponeEntries(
  db: Kysely<Database>,
  entries: OutboxEntry[],
  now: string,
): Promise<void> {
  if (entries.length === 0) return;
  await db
    .updateTable('outbox')
    .set({
      attempts: sql`attempts + 1`,
      next_attempt: sql`${now}::timestamptz + interval '1 second'
        * least(${maxPauseSeconds}, power(2, least(attempts, 16)))`,
    })
    .where('id', 'in', toIds(entries))
    .execute();
}

function toIds(entries: OutboxEntry[]): number[] {
  return entries.map(({ id }) => id);
}
