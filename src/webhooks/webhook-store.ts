/* Reads and writes the rows of webhooks. */

import { type Insertable, type Kysely, type SqlBool, sql, type Updateable } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { WebhookForm } from '../database/webhook-schema.ts';
import type { Caller } from '../http/caller.ts';
import { applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { hasEntitledOwnerSql, manageableWebhooksSql } from './owner-sql.ts';

export interface WebhookRow {
  id: number;
  uuid: string;
  name: string;
  customer_id: number | null;
  customer_uuid: string | null;
  customer_name: string | null;
  owner_uuid: string;
  owner_full_name: string;
  is_entitled: boolean;
  destination_url: string;
  form: WebhookForm;
  event_types: string[];
  is_active: boolean;
  disabled_reason: string | null;
  failing_since: string | null;
  last_success: string | null;
  last_error: string | null;
  waiting: number;
  secrets: { created: string; expires: string | null }[];
  created: string;
  modified: string;
}

/** What a list is narrowed to. */
export interface WebhookFilter {
  customerUuid?: string | undefined;
}

/** `now`: secrets that expired before are left out. */
function selectWebhooks(db: Kysely<Database>, caller: Caller, now: string) {
  return db
    .selectFrom('webhook')
    .select([
      'webhook.id',
      'webhook.uuid',
      'webhook.name',
      'webhook.customer_id',
      'webhook.destination_url',
      'webhook.form',
      'webhook.event_types',
      'webhook.is_active',
      'webhook.disabled_reason',
      'webhook.failing_since',
      'webhook.last_success',
      'webhook.last_error',
      'webhook.created',
      'webhook.modified',
      sql<string | null>`(select customer.uuid from customer
        where customer.id = webhook.customer_id)`.as('customer_uuid'),
      sql<string | null>`(select customer.name from customer
        where customer.id = webhook.customer_id)`.as('customer_name'),
      sql<string>`(select person.uuid from person
        where person.id = webhook.owner_id)`.as('owner_uuid'),
      sql<string>`(select person.full_name from person
        where person.id = webhook.owner_id)`.as('owner_full_name'),
      sql<boolean>`${hasEntitledOwnerSql}`.as('is_entitled'),
      sql<number>`(select count(*)::int from outbox
        where outbox.kind = 'webhook' and outbox.recipient = webhook.id::text)`.as('waiting'),
      sql<WebhookRow['secrets']>`(select coalesce(json_agg(json_build_object(
          'created', created, 'expires', expires) order by id desc), '[]')
        from webhook_secret where webhook_id = webhook.id
          and (expires is null or expires > ${now}::timestamptz))`.as('secrets'),
    ])
    .where(manageableWebhooksSql(caller));
}

function filterSql({ customerUuid }: WebhookFilter) {
  if (customerUuid === undefined) return sql<SqlBool>`true`;
  return sql<SqlBool>`webhook.customer_id =
    (select named.id from customer named where named.uuid = ${customerUuid})`;
}

export async function countWebhooks(
  db: Kysely<Database>,
  caller: Caller,
  filter: WebhookFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom('webhook')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(manageableWebhooksSql(caller))
    .where(filterSql(filter))
    .executeTakeFirstOrThrow();
  return count;
}

export function listWebhooks(
  db: Kysely<Database>,
  caller: Caller,
  filter: WebhookFilter,
  { order, page, now }: { order: OrderBy<string>[]; page: Page; now: string },
): Promise<WebhookRow[]> {
  const by = { fallback: 'webhook.name', unique: 'webhook.id' };
  const query = selectWebhooks(db, caller, now).where(filterSql(filter));
  return applyOrderAndPage(query, order, by, page).execute();
}

/** null where there is none that the caller may see. */
export async function findWebhook(
  db: Kysely<Database>,
  caller: Caller,
  uuid: string,
  now: string,
): Promise<WebhookRow | null> {
  const row = await selectWebhooks(db, caller, now)
    .where('webhook.uuid', '=', uuid)
    .executeTakeFirst();
  return row ?? null;
}

/** Returns the new webhook's id. */
export async function insertWebhook(
  db: Kysely<Database>,
  row: Insertable<Database['webhook']>,
): Promise<{ id: number; uuid: string }> {
  return db.insertInto('webhook').values(row).returning(['id', 'uuid']).executeTakeFirstOrThrow();
}

export async function updateWebhook(
  db: Kysely<Database>,
  id: number,
  columns: Updateable<Database['webhook']>,
): Promise<void> {
  await db.updateTable('webhook').set(columns).where('id', '=', id).execute();
}

/** Stores a secret as the one in force; earlier ones expire then, or when they would have before. */
export async function insertSecret(
  db: Kysely<Database>,
  webhookId: number,
  sealed: Buffer,
  { now, othersExpire }: { now: string; othersExpire: string },
): Promise<void> {
  await sql`update webhook_secret set expires = least(expires, ${othersExpire}::timestamptz)
    where webhook_id = ${webhookId}`.execute(db);
  await sql`delete from webhook_secret
    where webhook_id = ${webhookId} and expires <= ${now}::timestamptz`.execute(db);
  await db
    .insertInto('webhook_secret')
    .values({ webhook_id: webhookId, sealed, created: now })
    .execute();
}
