import { performance } from 'node:perf_hooks';
import { type Kysely, sql, type Transaction } from 'kysely';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { BatchChannel } from '../outbox/channel.ts';
import { getErrorMessage } from '../outbox/deliver-outbox.ts';
import type { OutboxKind } from '../outbox/outbox-entry.ts';
import { MAX_PAUSE_SECONDS, postponeEntries } from '../outbox/outbox-store.ts';
import { restWhileBusy } from '../scheduling/rest-while-busy.ts';
import type { ExpandAnnouncements, ExpandedAnnouncement } from './announcement.ts';
import { eventTypes } from './event-catalogue.ts';
import { loadAnnouncements } from './load-announcements.ts';

export interface FanOutOptions {
  db: Kysely<Database>;
  clock: () => Date;
  /** The start of links; empty makes them paths. */
  baseUrl: string;
  expanders: readonly ExpandAnnouncements[];
}

/**
 * How many announcements one transaction turns into entries for their recipients; requests of people
 * wait while a batch is put together.
 */
const BATCH_SIZE = 50;
const kind: OutboxKind = 'announcement';

/**
 * Turns announcements into one entry for each recipient. The transaction that writes the entries
 * deletes the announcement, so each recipient gets exactly one. Where a batch fails, its
 * announcements are tried one at a time, and the one that fails waits, with those of its award.
 */
export function createFanOutChannel(options: FanOutOptions): BatchChannel {
  return {
    name: 'fan-out',
    isReady: () => true,
    isOutage: () => false,
    deliverDue: (shouldStop) => fanOutDue(options, shouldStop),
  };
}

async function fanOutDue(options: FanOutOptions, shouldStop: () => boolean) {
  let lastFailure: string | null = null;
  while (!shouldStop()) {
    const mark = performance.eventLoopUtilization();
    const ids = await findDueIds(options.db, options.clock().toISOString(), BATCH_SIZE);
    if (ids.length === 0) break;
    try {
      await expandBatch(options, ids);
    } catch {
      const first = await expandOne(options);
      lastFailure = first ?? lastFailure;
    }
    // A full batch: more wait, and people come first.
    if (ids.length === BATCH_SIZE) await restWhileBusy(mark);
  }
  return lastFailure;
}

/** Expands the first announcement alone; where that fails, it waits, and its error is returned. */
async function expandOne(options: FanOutOptions): Promise<string | null> {
  const now = options.clock().toISOString();
  const [id] = await findDueIds(options.db, now, 1);
  if (id === undefined) return null;
  try {
    await expandBatch(options, [id]);
    return null;
  } catch (error) {
    const reason = getErrorMessage(error);
    await postponeEntries(options.db, [{ entry: { id }, reason }], now);
    return reason;
  }
}

/**
 * The oldest announcements; those of an award wait for one of it that failed, and events of a newer
 * version for that version.
 */
async function findDueIds(db: Kysely<Database>, now: string, limit: number): Promise<number[]> {
  // Further ahead than any pause: it was written by a clock that was fast.
  const latest = sql`${now}::timestamptz + ${MAX_PAUSE_SECONDS} * interval '1 second'`;
  // "not in" reads those that failed once; "not exists" may do so for each announcement.
  const { rows } = await sql<{ id: number }>`
    ${planEachTime} select id from outbox where kind = ${kind} and event = any(${eventTypes}::text[]) and dead is null
      and (next_attempt is null or next_attempt <= ${now}::timestamptz
        or next_attempt > ${latest})
      and (identifier = '' or (identifier, destination) not in (
        select failed.identifier, failed.destination from outbox failed
        where failed.kind = ${kind} and failed.dead is null
          and failed.next_attempt > ${now}::timestamptz and failed.next_attempt <= ${latest}))
    order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

function expandBatch({ db, baseUrl, expanders }: FanOutOptions, ids: readonly number[]) {
  return runInTransaction(db, async (trx) => {
    // A process that lost the channel's lock while it worked must not expand them a second time.
    const locked = await trx
      .selectFrom('outbox')
      .select('id')
      .where('id', 'in', ids)
      .forUpdate()
      .modifyEnd(planEachTime)
      .execute();
    if (locked.length === 0) return;
    const lockedIds = locked.map(({ id }) => id);
    const announcements = await loadAnnouncements(trx, lockedIds, baseUrl);
    for (const expand of expanders) {
      await insertEntries(trx, await expand(trx, announcements));
    }
    await trx.deleteFrom('outbox').where('id', 'in', lockedIds).modifyEnd(planEachTime).execute();
  });
}

async function insertEntries(
  trx: Transaction<Database>,
  expanded: readonly ExpandedAnnouncement[],
): Promise<void> {
  const rows = expanded.flatMap(({ announcement, entries }) =>
    entries.map(({ award, ...entry }) => ({
      ...entry,
      announcement: announcement.id,
      event: announcement.event,
      event_id: announcement.eventId,
      identifier: award?.identifier ?? announcement.identifier,
      destination: award?.destination ?? announcement.destination,
      created: announcement.created,
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into outbox (kind, recipient, event, event_id, identifier, destination, created, payload)
    select kind, recipient, event, event_id, identifier, destination, created,
      nullif(payload, 'null')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (announcement bigint, kind text,
      recipient text, event text, event_id uuid, identifier text, destination text,
      created timestamptz, payload jsonb)
    order by announcement`.execute(trx);
}
