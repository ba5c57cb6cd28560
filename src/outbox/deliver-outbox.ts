import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Channel } from './channel.ts';
import { listKinds, type OutboxEntry } from './outbox-entry.ts';
import { endDelivered, loadDueEntries, postponeEntries } from './outbox-store.ts';

export interface DeliveryOptions {
  db: Kysely<Database>;
  clock: () => Date;
  channel: Channel;
  /** Whether to leave the remaining entries for another run. */
  shouldStop: () => boolean;
}

const BATCH_SIZE = 20;

/**
 * Delivers the due entries of a channel, at least once each: those of one award and kind in their
 * order, others concurrently. A refused entry waits, longer each time, and delays only later
 * entries of its own award, kind and recipient. Returns why the last refused entry was refused, null where
 * none was. Throws the error of an outage. Only one process at a time may run this for a channel.
 */
export async function deliverOutbox(options: DeliveryOptions): Promise<string | null> {
  const { db, clock, channel, shouldStop } = options;
  const kinds = listKinds(channel.name);
  let lastRefusal: string | null = null;
  while (!shouldStop()) {
    const entries = await loadDueEntries(db, kinds, clock().toISOString(), BATCH_SIZE);
    if (entries.length === 0) break;
    const { delivered, refused, outage } = await deliverBatch(channel, entries);
    await endDelivered(db, delivered, clock().toISOString());
    if (outage !== null) throw outage.error;
    await postponeEntries(db, refused, clock().toISOString());
    lastRefusal = refused.at(-1)?.reason ?? lastRefusal;
  }
  return lastRefusal;
}

/** Whether a channel has anything to deliver now. */
export async function hasDueEntries(
  db: Kysely<Database>,
  channel: Pick<Channel, 'name'>,
  now: Date,
): Promise<boolean> {
  const due = await loadDueEntries(db, listKinds(channel.name), now.toISOString(), 1);
  return due.length > 0;
}

async function deliverBatch(channel: Channel, entries: readonly OutboxEntry[]) {
  const results = await Promise.allSettled(entries.map((entry) => channel.deliver(entry)));
  const delivered: OutboxEntry[] = [];
  const refused: { entry: OutboxEntry; reason: string }[] = [];
  let outage: { error: unknown } | null = null;
  for (const [index, result] of results.entries()) {
    const entry = entries[index] as OutboxEntry;
    if (result.status === 'fulfilled') delivered.push(entry);
    else if (channel.isOutage(result.reason)) outage ??= { error: result.reason };
    else refused.push({ entry, reason: getErrorMessage(result.reason) });
  }
  return { delivered, refused, outage };
}

/** The message of an error, with the receiver's own words where the error has them as `reason`. */
export function getErrorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reason = 'reason' in error ? String(error.reason) : '';
  return reason === '' ? error.message : `${error.message} ${reason}`;
}
