/* Reads and writes the rows of customers. */

import {
  type Insertable,
  type Kysely,
  type RawBuilder,
  sql,
  type Transaction,
  type Updateable,
} from 'kysely';
import { visibleProjectCountSql, visibleCustomersSql } from '../access/visibility-sql.ts';
import { toSlug } from '../award/slug.ts';
import type { Database } from '../database/schema.ts';
import type { Caller, Viewer } from '../http/caller.ts';
import { toExpressionSql } from '../http/json-sql.ts';
import type { SqlCondition } from '../http/list-filters.ts';
import { applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { customerJsonFields } from './customer-json.ts';
import type { CustomerRow } from './customer-row.ts';

export type NewCustomer = Omit<Insertable<Database['customer']>, 'slug' | 'uuid'>;

/** The columns that the API shows, without the counts. */
const customerColumns = [
  'customer.id',
  'customer.uuid',
  'customer.name',
  'customer.slug',
  'customer.native_name',
  'customer.abbreviation',
  'customer.description',
  'customer.email',
  'customer.created',
] as const;

const userCountSql = sql<number>`(select count(distinct person_id) from customer_role
  where customer_role.customer_id = customer.id)`;

function selectCustomers(db: Kysely<Database>, caller: Caller | null) {
  return db
    .selectFrom('customer')
    .select([
      ...customerColumns,
      visibleProjectCountSql(caller).as('projects_count'),
      userCountSql.as('users_count'),
    ]);
}

/** How many customers the caller sees that match. */
export async function countCustomers(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
): Promise<number> {
  const { count } = await db
    .selectFrom('customer')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(visibleCustomersSql(caller))
    .where(condition)
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of the customers that the caller sees and that match; by name without an order. */
export async function listCustomers(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
  order: OrderBy<string>[],
  page: Page,
): Promise<CustomerRow[]> {
  const query = selectCustomers(db, caller).where(visibleCustomersSql(caller)).where(condition);
  const by = { fallback: 'customer.name', unique: 'customer.id' };
  return applyOrderAndPage(query, order, by, page).execute();
}

/** The customer with this UUID; null where the caller sees none. */
export async function findCustomer(
  db: Kysely<Database>,
  uuid: string,
  caller: Caller,
): Promise<CustomerRow | null> {
  const row = await selectCustomers(db, caller)
    .where('customer.uuid', '=', uuid)
    .where(visibleCustomersSql(caller))
    .executeTakeFirst();
  return row ?? null;
}

/** Customers by id with one query, for templates that show them; a caller of null sees all. */
export async function loadCustomersById(
  db: Kysely<Database>,
  ids: readonly number[],
  caller: Caller | null,
): Promise<Map<number, CustomerRow>> {
  if (ids.length === 0) return new Map();
  const rows = await selectCustomers(db, caller)
    .where('customer.id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * A query that returns id, uuid and JSON of the customers with these ids; a viewer of null sees all.
 * Needs the common table expression `given` (http/json-sql.ts).
 */
export function customersJsonQuery(ids: RawBuilder<unknown>, viewer: Viewer | null) {
  return sql`select customer.id, customer.uuid, ${jsonExpressionSql} as json from (
      select customer.*, ${visibleProjectCountSql(viewer)} as projects_count, ${userCountSql} as users_count
      from customer where customer.id in (${ids})) customer
    cross join given`;
}

const jsonExpressionSql = sql.raw(toExpressionSql(customerJsonFields));

/**
 * Inserts a customer and returns its UUID. The slug is made from the name, with a number where it is
 * taken; the lock keeps two transactions from choosing the same one.
 */
export async function insertCustomer(
  trx: Transaction<Database>,
  values: NewCustomer,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('customer slug'))`.execute(trx);
  const { uuid } = await trx
    .insertInto('customer')
    .values({ ...values, slug: await findFreeSlug(trx, toSlug(values.name)) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return uuid;
}

async function findFreeSlug(db: Kysely<Database>, slug: string): Promise<string> {
  const rows = await db
    .selectFrom('customer')
    .select('slug')
    .where((eb) => eb.or([eb('slug', '=', slug), eb('slug', 'like', `${slug}-%`)]))
    .execute();
  const takenSlugs = new Set(rows.map((row) => row.slug));
  let free = slug;
  for (let n = 2; takenSlugs.has(free); n++) free = `${slug}-${n}`;
  return free;
}

/** Sets these columns of a customer. */
export async function updateCustomer(
  db: Kysely<Database>,
  id: number,
  set: Updateable<Database['customer']>,
): Promise<void> {
  if (Object.keys(set).length === 0) return;
  await db.updateTable('customer').set(set).where('id', '=', id).execute();
}

/** Throws the database's foreign-key violation where projects or templates refer to the customer. */
export async function deleteCustomer(db: Kysely<Database>, id: number): Promise<void> {
  await db.deleteFrom('customer').where('id', '=', id).execute();
}

/** The values of a customer that the administrative audit keeps. */
export function toCustomerAuditValues(row: CustomerRow): Record<string, unknown> {
  const { name, slug, native_name, abbreviation, description, email } = row;
  return { name, slug, native_name, abbreviation, description, email };
}
