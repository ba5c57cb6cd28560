import {
  type Insertable,
  type Kysely,
  type RawBuilder,
  type SqlBool,
  sql,
  type Transaction,
  type Updateable,
} from 'kysely';
import type { Caller, Viewer } from '../access/caller.ts';
import { visibleProjectCountSql, visibleCustomersSql } from '../access/visibility-sql.ts';
import { toSlug } from '../award/slug.ts';
import type { CustomerRole } from '../award/enums.ts';
import type { Database } from '../database/schema.ts';
import { toExpressionSql } from '../http/json-sql.ts';
import { anyColumnMatchesSql, applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { customerJsonFields } from './customer-json.ts';

export interface CustomerRow {
  id: number;
  uuid: string;
  name: string;
  slug: string;
  native_name: string;
  abbreviation: string;
  description: string;
  email: string;
  created: string;
  /** Of those that the caller may see. */
  projects_count: number;
  users_count: number;
}

/** Patterns for `ilike`. */
export interface CustomerFilter {
  name?: string | undefined;
  query?: string | undefined;
}

export type NewCustomer = Omit<Insertable<Database['customer']>, 'slug' | 'uuid'>;

/** Columns of a customer as its representation shows it; counted row by row of a page. */
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

function filterSql(filter: CustomerFilter) {
  const { name, query } = filter;
  return sql<SqlBool>`(${name === undefined ? sql`true` : anyColumnMatchesSql(['customer.name'], name)}
    and ${query === undefined ? sql`true` : anyColumnMatchesSql(['customer.name', 'customer.native_name', 'customer.abbreviation', 'customer.slug'], query)})`;
}

export async function countCustomers(
  db: Kysely<Database>,
  caller: Caller,
  filter: CustomerFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom('customer')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(visibleCustomersSql(caller))
    .where(filterSql(filter))
    .executeTakeFirstOrThrow();
  return count;
}

export async function listCustomers(
  db: Kysely<Database>,
  caller: Caller,
  filter: CustomerFilter,
  order: OrderBy<string>[],
  page: Page,
): Promise<CustomerRow[]> {
  const query = selectCustomers(db, caller)
    .where(visibleCustomersSql(caller))
    .where(filterSql(filter));
  const by = { fallback: 'customer.name', unique: 'customer.id' };
  return applyOrderAndPage(query, order, by, page).execute();
}

/** null where there is none that this caller may see. */
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

/** Customers by id, in one query, for the templates that show them; null sees all. */
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

/** A query of id, uuid and JSON of the customers with these ids; null sees all. Needs `given`. */
export function customersJsonQuery(ids: RawBuilder<unknown>, caller: Viewer | null) {
  return sql`select customer.id, customer.uuid, ${jsonExpressionSql} as json from (
      select customer.*, ${visibleProjectCountSql(caller)} as projects_count, ${userCountSql} as users_count
      from customer where customer.id in (${ids})) customer
    cross join given`;
}

const jsonExpressionSql = sql.raw(toExpressionSql(customerJsonFields));

/** The id of the customer with this UUID, whoever asks. */
export async function findCustomerId(db: Kysely<Database>, uuid: string): Promise<number | null> {
  const row = await db
    .selectFrom('customer')
    .select('id')
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Makes a customer; its slug is of its name, with a number where that is taken. Two of one name
 * at the same moment wait for each other.
 */
export async function createCustomer(
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
  const taken = new Set(rows.map((row) => row.slug));
  let free = slug;
  for (let n = 2; taken.has(free); n++) free = `${slug}-${n}`;
  return free;
}

export async function updateCustomer(
  db: Kysely<Database>,
  id: number,
  set: Updateable<Database['customer']>,
): Promise<void> {
  if (Object.keys(set).length === 0) return;
  await db.updateTable('customer').set(set).where('id', '=', id).execute();
}

/** Throws the database's foreign-key failure where something refers to it. */
export async function deleteCustomer(db: Kysely<Database>, id: number): Promise<void> {
  await db.deleteFrom('customer').where('id', '=', id).execute();
}

/** Gives a role; false where it was there already. */
export async function grantRole(
  db: Kysely<Database>,
  grant: { customerId: number; personId: number; role: CustomerRole; now: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('customer_role')
    .values({
      customer_id: grant.customerId,
      person_id: grant.personId,
      role: grant.role,
      created: grant.now,
    })
    .onConflict((conflict) => conflict.columns(['customer_id', 'person_id', 'role']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Takes a role; false where it was not there. */
export async function revokeRole(
  db: Kysely<Database>,
  grant: { customerId: number; personId: number; role: CustomerRole },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('customer_role')
    .where('customer_id', '=', grant.customerId)
    .where('person_id', '=', grant.personId)
    .where('role', '=', grant.role)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function countCustomerUsers(db: Kysely<Database>, id: number): Promise<number> {
  const { count } = await db
    .selectFrom('customer_role')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('customer_id', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}

export async function listCustomerUsers(db: Kysely<Database>, id: number, page: Page) {
  return db
    .selectFrom('customer_role')
    .innerJoin('person', 'person.id', 'customer_role.person_id')
    .select([
      'person.uuid as user_uuid',
      'person.username as user_username',
      'person.full_name as user_full_name',
      'person.email as user_email',
      'customer_role.role as role_name',
      'customer_role.created',
      sql<string>`'member'`.as('state'),
    ])
    .where('customer_id', '=', id)
    .orderBy('person.username')
    .orderBy('customer_role.role')
    .limit(page.size)
    .offset(page.offset)
    .execute();
}
