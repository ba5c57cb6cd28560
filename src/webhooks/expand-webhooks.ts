/* Finds the webhooks that get an event. */

import { sql, type Transaction } from 'kysely';
import type { Announcement, ExpandedAnnouncement } from '../announcements/announcement.ts';
import { type EventMessage, eventCatalogue } from '../announcements/event-catalogue.ts';
import type { Database } from '../database/schema.ts';
import { hasEntitledOwnerSql } from './owner-sql.ts';

interface Subscription {
  id: number;
  customer_id: number | null;
  event_types: string[];
}

/**
 * The entries of announcements for webhooks, with a row in the log for each. A webhook of a customer
 * gets what the customer's owners may see: awards of templates in which it is the customer or the
 * provider, and what concerns its own projects, roles and invitations.
 */
export async function expandToWebhooks(
  trx: Transaction<Database>,
  announcements: readonly Announcement[],
): Promise<ExpandedAnnouncement[]> {
  const subscriptions: Subscription[] = await trx
    .selectFrom('webhook')
    .select(['id', 'customer_id', 'event_types'])
    .where('is_active', '=', true)
    .where(hasEntitledOwnerSql)
    .orderBy('id')
    .execute();
  const expanded = announcements.flatMap((announcement) => {
    const receivers = subscriptions.filter((each) => isSubscribed(each, announcement));
    return receivers.length === 0 ? [] : [{ announcement, receivers }];
  });
  await insertLog(trx, expanded);
  return expanded.map(({ announcement, receivers }) => ({
    announcement,
    entries: receivers.map(({ id }) => ({ kind: 'webhook', recipient: `${id}`, payload: null })),
  }));
}

function isSubscribed(
  { customer_id: customerId, event_types: types }: Subscription,
  announcement: Announcement,
): boolean {
  const { event } = announcement;
  if (!types.includes(event)) return false;
  if (customerId === null) return true;
  if (eventCatalogue[event].audience === 'site') return false;
  const isOfAward = event.startsWith('award.');
  return (
    customerId === announcement.customerId || (isOfAward && customerId === announcement.providerId)
  );
}

async function insertLog(
  trx: Transaction<Database>,
  expanded: readonly { announcement: Announcement; receivers: readonly Subscription[] }[],
): Promise<void> {
  if (expanded.length === 0) return;
  const events = expanded.map(({ announcement, receivers }) => ({
    event_id: announcement.eventId,
    event: announcement.event,
    identifier: announcement.identifier,
    destination: announcement.destination,
    content: toMessage(announcement),
    created: announcement.created,
    webhooks: receivers.map(({ id }) => id),
  }));
  await sql`
    with events as (
      select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as events (event_id uuid,
        event text, identifier text, destination text, content jsonb, created timestamptz,
        webhooks jsonb)),
    stored as (
      insert into webhook_event (event_id, event, identifier, destination, content, created)
      select event_id, event, identifier, destination, content, created from events)
    insert into webhook_message (webhook_id, event_id, created)
    select webhook.id::bigint, event_id, created from events,
      jsonb_array_elements_text(webhooks) as webhook (id)`.execute(trx);
}

function toMessage({ event, created, data }: Announcement): EventMessage {
  return { type: event, timestamp: new Date(created).toISOString(), data };
}
