/* Announces that entries of the outbox have died, at most once a day for each channel. */

import { type Kysely, sql } from 'kysely';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { channelOfKind, outboxKinds, type OutboxKind } from '../outbox/outbox-entry.ts';
import { announceGivenUp } from './announce-given-up.ts';

/**
 * The events of entries that say that deliveries were given up, also of such a mail that staff send again:
 * each dead one would be followed by another, without end.
 */
const ownEvents = ['delivery.given_up', 'mail.deliveries_given_up'];
/** Where staff decide about dead entries. */
const DEAD_ENTRIES_PAGE = '/jobs?delivery_state=dead';

interface WatchContext {
  db: Kysely<Database>;
  clock: () => Date;
}

/** The dead entries of one kind. */
interface DeadEntries {
  kind: OutboxKind;
  /** When the newest one died: RFC 3339. */
  givenUp: string;
  /** Why the newest one was refused. */
  error: string;
}

/** Announces each channel in which entries have died since it was announced. */
export async function announceDeadEntries({ db, clock }: WatchContext): Promise<void> {
  const now = clock().toISOString();
  const found = await loadDeadEntries(db);
  if (found.length === 0) return;
  await runInTransaction(db, async (trx) => {
    for (const { kind, givenUp, error } of found) {
      const channel = channelOfKind[kind];
      const data = { channel, receiver: '', error, url: DEAD_ENTRIES_PAGE };
      await announceGivenUp(trx, data, { givenUp, now });
    }
  });
}

async function loadDeadEntries(db: Kysely<Database>): Promise<DeadEntries[]> {
  const { rows } = await sql<DeadEntries>`
    ${planEachTime} select newest.* from unnest(${[...outboxKinds]}::text[]) as asked (kind)
    cross join lateral (
      select kind, dead as "givenUp", coalesce(last_error, '') as error
      from outbox where outbox.kind = asked.kind and dead is not null
        and event <> all(${ownEvents}::text[])
      order by dead desc, id desc limit 1) newest`.execute(db);
  return rows;
}
