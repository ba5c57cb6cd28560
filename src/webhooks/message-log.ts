/* The log of what was sent to a webhook, and sending it again. */

import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { EventMessage } from '../announcements/event-catalogue.ts';
import { deleteBatch } from '../database/delete-batch.ts';
import { isUnderLegalHoldSql } from '../database/legal-hold-sql.ts';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { MessageState } from '../database/webhook-schema.ts';
import type { Page } from '../http/pagination.ts';

/** A message with its attempts, the newest first. */
export interface LoggedMessage {
  event_id: string;
  event_type: EventMessage['type'];
  identifier: string;
  destination: string;
  created: string;
  state: MessageState;
  next_attempt: string | null;
  attempts: {
    started: string;
    milliseconds: number;
    status: number | null;
    error: string | null;
  }[];
}

/** How many attempts of a message the log shows. */
const MAX_SHOWN_ATTEMPTS = 20;

export async function countMessages(
  db: Kysely<Database>,
  webhookId: number,
  state: MessageState | undefined,
): Promise<number> {
  const { count } = await db
    .selectFrom('webhook_message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('webhook_id', '=', webhookId)
    .$if(state !== undefined, (query) => query.where('state', '=', state as MessageState))
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of the messages of a webhook, the newest first. */
export async function listMessages(
  db: Kysely<Database>,
  webhookId: number,
  state: MessageState | undefined,
  { size, offset }: Page,
): Promise<LoggedMessage[]> {
  const { rows } = await sql<LoggedMessage>`
    ${planEachTime} select message.event_id, event.event as event_type, event.identifier, event.destination,
      message.created, message.state,
      (select next_attempt from outbox where outbox.kind = 'webhook'
        and outbox.recipient = ${`${webhookId}`} and outbox.event_id = message.event_id
        limit 1) as next_attempt,
      (select coalesce(json_agg(json_build_object('started', started, 'milliseconds', milliseconds,
          'status', status, 'error', error) order by id desc), '[]')
        from (select * from webhook_attempt where message_id = message.id
          order by id desc limit ${MAX_SHOWN_ATTEMPTS}) attempt) as attempts
    from webhook_message message join webhook_event event on event.event_id = message.event_id
    where message.webhook_id = ${webhookId}
      and ${state === undefined ? sql`true` : sql`message.state = ${state}`}
    order by message.id desc limit ${size} offset ${offset}`.execute(db);
  return rows;
}

/** Which messages are sent again: one, or all since a time. */
export type ReplaySelection = { eventId: string } | { since: string };

/**
 * Puts messages of a webhook into the outbox again, with the ids that they had, in the order of
 * their events. Those that are waiting are left as they are. Where any message is selected, also one that
 * waits, ends the pause of the webhook, also one that its receiver asked for: a person wants the messages
 * now. Returns how many were put into the outbox.
 */
export async function replayMessages(
  db: Kysely<Database>,
  webhookId: number,
  selection: ReplaySelection,
  now: string,
): Promise<number> {
  return runInTransaction(db, async (trx) => {
    // In the order in which the results of attempts are stored: the messages, then the webhook.
    const { isAnySelected, count } = await queueAgain(trx, webhookId, selection, now);
    if (!isAnySelected) return 0;
    // Not null: a failure that follows still counts from the first one (`findFailingSince`).
    await trx
      .updateTable('webhook')
      .set({ paused_until: now, is_pause_asked: false })
      .where('id', '=', webhookId)
      .where('paused_until', '>', now)
      .execute();
    return count;
  });
}

async function queueAgain(
  trx: Transaction<Database>,
  webhookId: number,
  selection: ReplaySelection,
  now: string,
): Promise<{ isAnySelected: boolean; count: number }> {
  const isSelected =
    'eventId' in selection
      ? sql`message.event_id = ${selection.eventId}`
      : sql`message.created >= ${selection.since}::timestamptz`;
  const { rows } = await sql<{ isAnySelected: boolean; count: number }>`
    with again as (
      update webhook_message message set state = 'waiting'
      where message.webhook_id = ${webhookId} and message.state <> 'waiting' and ${isSelected}
      returning message.id, message.event_id),
    queued as (
      insert into outbox (kind, event, identifier, destination, recipient, event_id, created)
      select 'webhook', event.event, event.identifier, event.destination, ${`${webhookId}`},
        event.event_id, ${now}::timestamptz
      from again join webhook_event event on event.event_id = again.event_id
      order by again.id returning id)
    select count(*)::int as count, exists (select from webhook_message message
      where message.webhook_id = ${webhookId} and ${isSelected}) as "isAnySelected"
    from queued`.execute(trx);
  return rows[0] ?? { isAnySelected: false, count: 0 };
}

/** Puts a message that tests a webhook into the outbox. Returns its event id. */
export async function addTestMessage(
  db: Kysely<Database>,
  webhookId: number,
  content: { type: string },
  now: string,
): Promise<string> {
  const { rows } = await sql<{ event_id: string }>`
    with event as (
      insert into webhook_event (event_id, event, identifier, destination, content, created)
      values (gen_random_uuid(), ${content.type}, '', '', ${JSON.stringify(content)}::jsonb,
        ${now}::timestamptz) returning event_id),
    message as (
      insert into webhook_message (webhook_id, event_id, created)
      select ${webhookId}::bigint, event_id, ${now}::timestamptz from event)
    insert into outbox (kind, event, identifier, destination, recipient, event_id, created)
    select 'webhook', ${content.type}, '', '', ${`${webhookId}`}, event_id, ${now}::timestamptz
    from event returning event_id`.execute(db);
  return rows[0]?.event_id as string;
}

/** Whether a message in the log of a webhook is about an award under legal hold. */
export async function hasMessagesUnderLegalHold(
  db: Kysely<Database>,
  webhookId: number,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from webhook_message message
      join webhook_event event on event.event_id = message.event_id
      where message.webhook_id = ${webhookId}
        and ${isUnderLegalHoldSql({
          identifier: 'event.identifier',
          destination: 'event.destination',
        })}) as found`.execute(db);
  return rows[0]?.found ?? false;
}

/**
 * Deletes events from before a time with their attempts, at most 20,000. Those that wait stay, and those
 * of awards under legal hold. Returns how many.
 */
export async function deleteOldEvents(db: Kysely<Database>, before: string): Promise<number> {
  const isUnderLegalHold = isUnderLegalHoldSql({
    identifier: 'webhook_event.identifier',
    destination: 'webhook_event.destination',
  });
  const isOld = sql<SqlBool>`created < ${before}::timestamptz
    and not exists (select from webhook_message message
      where message.event_id = webhook_event.event_id and message.state = 'waiting')
    and not ${isUnderLegalHold}`;
  return deleteBatch(db, 'webhook_event', isOld, 'event_id');
}
