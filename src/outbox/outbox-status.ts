import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { ChannelFailures } from './channel-loop.ts';
import type { OutboxDelivery } from './outbox-loops.ts';
import { type ChannelName, channelNames, listKinds } from './outbox-entry.ts';

/** What is waiting, of all replicas, and how this process' deliveries go. */
export interface OutboxStatus {
  /** Entries of every kind that are tried. */
  depth: number;
  oldest_seconds: number | null;
  channels: ChannelStatus[];
}

export interface ChannelStatus extends ChannelFailures {
  channel: ChannelName;
  /** false: this channel does not exist here, so its entries wait. */
  is_configured: boolean;
  waiting: number;
  oldest_seconds: number | null;
  /** Entries that were refused at least once and are tried again. */
  refused: number;
  /** Entries that are not tried any more, until staff decide. */
  dead: number;
}

interface KindRow {
  kind: string;
  waiting: number;
  /** Of those that wait; null where none does. */
  oldest: string | null;
  refused: number;
  dead: number;
}

const noFailures: ChannelFailures = { attempts: 0, next_attempt: null, last_error: null };

/** Counts the outbox by channel. `delivery` is null where this process delivers nothing. */
export async function loadOutboxStatus(
  db: Kysely<Database>,
  delivery: OutboxDelivery | null,
  now: Date,
): Promise<OutboxStatus> {
  const { rows } = await sql<KindRow>`
    select kind, (count(*) filter (where dead is null))::int as waiting,
      min(created) filter (where dead is null) as oldest,
      (count(*) filter (where attempts > 0 and dead is null))::int as refused,
      count(dead)::int as dead
    from outbox group by kind`.execute(db);
  const channels = channelNames.map((channel) => {
    const kinds: readonly string[] = listKinds(channel);
    const failures = delivery?.getFailures(channel) ?? null;
    return {
      channel,
      is_configured: failures !== null,
      ...sumRows(
        rows.filter(({ kind }) => kinds.includes(kind)),
        now,
      ),
      ...(failures ?? noFailures),
    };
  });
  const { waiting, oldest_seconds } = sumRows(rows, now);
  return { depth: waiting, oldest_seconds, channels };
}

function sumRows(rows: readonly KindRow[], now: Date) {
  const times = rows.flatMap(({ oldest }) => (oldest === null ? [] : [Date.parse(oldest)]));
  return {
    waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
    oldest_seconds:
      times.length === 0
        ? null
        : Math.max(0, Math.round((now.getTime() - Math.min(...times)) / 1000)),
    refused: rows.reduce((sum, { refused }) => sum + refused, 0),
    dead: rows.reduce((sum, { dead }) => sum + dead, 0),
  };
}
