/* Which messages of which webhooks are due. */

import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { EventMessage } from '../announcements/event-catalogue.ts';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import type { WebhookForm } from '../database/webhook-schema.ts';
import { isFirstOfAwardSql } from '../outbox/first-of-award-sql.ts';
import { MAX_RETRY_AFTER_MS } from './retry-after.ts';
import { hasEntitledOwnerSql } from './owner-sql.ts';
import { MAX_WEBHOOK_PAUSE_MS, messagePauses } from './retry-schedule.ts';

/** A webhook with messages that are due. */
export interface DueWebhook {
  id: number;
  uuid: string;
  name: string;
  customerId: number | null;
  ownerUuid: string;
  destinationUrl: string;
  form: WebhookForm;
  failingSince: string | null;
  pausedUntil: string | null;
  failures: number;
  /** Whether its owner may still have it. */
  isEntitled: boolean;
  /** Encrypted, the newest first; those that have expired are left out. As hexadecimal text. */
  secrets: string[];
}

/** A message of one webhook. */
export interface DueMessage {
  outboxId: number;
  messageId: number;
  eventId: string;
  /** Failed ones. */
  attempts: number;
  /** RFC 3339; null: it was not. */
  firstRefused: string | null;
  /** Since when this attempt could have been made: RFC 3339. */
  due: string;
  content: EventMessage;
}

const kind = 'webhook';

/*
 * A time that is further ahead than the pause it ends was written by a clock that was fast: it is
 * not waited for.
 */
function isPauseOverSql(now: string): RawBuilder<SqlBool> {
  const pause = sql`(${sql.val(messagePauses)}::bigint[])[least(outbox.attempts,
    ${messagePauses.length}::int)] * interval '1 millisecond'`;
  return sql`(outbox.next_attempt is null or outbox.next_attempt <= ${now}::timestamptz
    or outbox.next_attempt > ${now}::timestamptz + ${pause})`;
}

/**
 * Whether an entry of the outbox can be sent: its pause is over, and nothing earlier of its award
 * waits. Both queries need it whole: a webhook that is found without a message to send is found
 * again at once, without end.
 */
function isMessageDueSql(now: string): RawBuilder<SqlBool> {
  return sql`(${isPauseOverSql(now)} and ${isFirstOfAwardSql})`;
}

function isWebhookDueSql(now: string): RawBuilder<SqlBool> {
  const pause = sql`case when webhook.is_pause_asked then ${MAX_RETRY_AFTER_MS}::bigint
    else least(${MAX_WEBHOOK_PAUSE_MS}::bigint, 1000 * power(2, least(webhook.failures - 1, 20)))
    end * interval '1 millisecond'`;
  return sql`(webhook.paused_until is null or webhook.paused_until <= ${now}::timestamptz
    or webhook.paused_until > ${now}::timestamptz + ${pause})`;
}

/** The active webhooks, beside those in `except`, that are not paused at `now` and have due messages. */
export async function findDueWebhooks(
  db: Kysely<Database>,
  now: string,
  except: readonly number[],
): Promise<DueWebhook[]> {
  const { rows } = await sql<DueWebhook>`
    ${planEachTime} select webhook.id, webhook.uuid, webhook.name, webhook.customer_id as "customerId",
      (select person.uuid from person where person.id = webhook.owner_id) as "ownerUuid",
      webhook.destination_url as "destinationUrl", webhook.form,
      webhook.failing_since as "failingSince", webhook.paused_until as "pausedUntil", webhook.failures,
      ${hasEntitledOwnerSql} as "isEntitled",
      (select coalesce(json_agg(encode(sealed, 'hex') order by webhook_secret.id desc), '[]')
        from webhook_secret where webhook_id = webhook.id
          and (expires is null or expires > ${now}::timestamptz)) as secrets
    from webhook
    where webhook.is_active and webhook.id <> all(${except}::bigint[])
      and ${isWebhookDueSql(now)}
      and (select true from outbox where outbox.kind = ${kind}
        and outbox.recipient = webhook.id::text and ${isMessageDueSql(now)}
        order by outbox.id limit 1)
    order by webhook.id`.execute(db);
  return rows;
}

/** The messages that can be sent to a webhook at `now`: the first of each award, oldest first. */
export async function loadDueMessages(
  db: Kysely<Database>,
  webhookId: number,
  now: string,
  limit: number,
): Promise<DueMessage[]> {
  const { rows } = await sql<DueMessage>`
    ${planEachTime} with due as materialized (
      select id, event_id, attempts, first_refused, coalesce(next_attempt, created) as due from outbox
      where kind = ${kind} and recipient = ${`${webhookId}`} and ${isMessageDueSql(now)}
      order by id limit ${limit})
    select due.id as "outboxId", message.id as "messageId", due.event_id as "eventId", due.attempts,
      due.first_refused as "firstRefused", due.due, event.content
    from due
    join webhook_message message
      on message.webhook_id = ${webhookId} and message.event_id = due.event_id
    join webhook_event event on event.event_id = due.event_id
    order by due.id`.execute(db);
  return rows;
}
