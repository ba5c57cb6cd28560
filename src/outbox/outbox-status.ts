import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { ChannelFailures } from './channel-loop.ts';
import type { OutboxDelivery } from './outbox-loops.ts';
import { type ChannelName, channelNames, listKinds } from './outbox-entry.ts';

/** What is waiting, of all replicas, and how this process' deliveries go. */
export interface OutboxStatus {
  /** Entries of every kind. */
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
}

interface KindRow {
  kind: string;
  waiting: number;
  oldest: string;
  refused: number;
}

const noFailures: ChannelFailures = { attempts: 0, next_attempt: null, last_error: null };

/** Counts the outbox by channel. `delivery` is null where this process delivers nothing. */
export async function loadOutboxStatus(
  db: Kysely<Database>,
  delivery: OutboxDelivery | null,
  now: Date,
): Promise<OutboxStatus> {
  const { rows } = await sql<KindRow>`
    select kind, count(*)::int as waiting, min(created) as oldest,
      (count(*) filter (where attempts > 0))::int as refused
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
  const oldest = Math.min(...rows.map((row) => Date.parse(row.oldest)));
  return {
    waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
    oldest_seconds:
      rows.length === 0 ? null : Math.max(0, Math.round((now.getTime() - oldest) / 1000)),
    refused: rows.reduce((sum, { refused }) => sum + refused, 0),
  };
}
