/* The deliveries of the outbox as staff and support read them: entries that wait, and the log. */

import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { contains, equals, since, type SqlCondition, until, words } from '../http/list-filters.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { type ChannelName, channelNames, listKinds } from '../outbox/outbox-entry.ts';

export const deliveryStates = ['waiting', 'refused', 'dead', 'delivered', 'given_up'] as const;
/**
 * `refused`: it was refused and is tried again. `dead`: it was refused for two days and is not tried
 * any more. `given_up`: by staff.
 */
export type DeliveryState = (typeof deliveryStates)[number];

export interface DeliveryRow {
  id: number;
  kind: string;
  event: string;
  identifier: string;
  destination: string;
  recipient: string;
  state: DeliveryState;
  created: string;
  attempts: number;
  next_attempt: string | null;
  last_error: string | null;
  dead: string | null;
  finished: string | null;
}

function isOneOfSql(column: string) {
  return (values: readonly string[]): SqlCondition =>
    sql<SqlBool>`${sql.ref(column)} = any(${[...values]}::text[])`;
}

export const deliveryFilters = {
  state: words(deliveryStates, 'What became of it.', isOneOfSql('delivery.state')),
  channel: words(channelNames, 'Which way it goes.', (channels: readonly string[]) =>
    isOneOfSql('delivery.kind')(channels.flatMap((name) => listKinds(name as ChannelName))),
  ),
  identifier: equals('delivery.identifier'),
  query: contains('delivery.identifier', 'delivery.recipient', 'delivery.event'),
  created_after: since('delivery.created'),
  created_before: until('delivery.created'),
};

export const deliveryOrder = { created: 'delivery.created' };

/** Both halves by their primary keys, so that the newest are found without a sort of all. */
const deliveriesSql = sql`(
  select id, kind, event, identifier, destination, recipient, created, attempts,
    case when dead is null then next_attempt end as next_attempt, last_error, dead,
    null::timestamptz as finished,
    case when dead is not null then 'dead' when attempts > 0 then 'refused' else 'waiting' end as state
  from outbox
  union all
  select id, kind, event, identifier, destination, recipient, created, attempts, null, last_error,
    null, finished, outcome as state
  from delivery_log) delivery`;

const columnsSql = sql`delivery.id, delivery.kind, delivery.event, delivery.identifier,
  delivery.destination, delivery.recipient, delivery.state, delivery.created, delivery.attempts,
  delivery.next_attempt, delivery.last_error, delivery.dead, delivery.finished`;

export async function countDeliveries(
  db: Kysely<Database>,
  condition: SqlCondition,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${deliveriesSql} where ${condition}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of deliveries, newest first without an order. */
export async function listDeliveries(
  db: Kysely<Database>,
  condition: SqlCondition,
  order: readonly OrderBy<string>[],
  page: Page,
): Promise<DeliveryRow[]> {
  const by = [
    ...order.map(({ column, direction }) => sql`${sql.ref(column)} ${sql.raw(direction)}`),
    sql`delivery.id desc`,
  ];
  const { rows } = await sql<DeliveryRow>`
    select ${columnsSql} from ${deliveriesSql} where ${condition}
    order by ${sql.join(by)} limit ${page.size} offset ${page.offset}`.execute(db);
  return rows;
}

/** null where neither the outbox nor the log has it. */
export async function findDelivery(db: Kysely<Database>, id: number): Promise<DeliveryRow | null> {
  const { rows } = await sql<DeliveryRow>`
    select ${columnsSql} from ${deliveriesSql} where delivery.id = ${id}`.execute(db);
  return rows[0] ?? null;
}
