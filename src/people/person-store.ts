/* Reads and writes the rows of accounts. */

import {
  type Insertable,
  type Kysely,
  type SqlBool,
  sql,
  type Transaction,
  type Updateable,
} from 'kysely';
import { knownPeopleSql, visiblePeopleSql } from '../access/visibility-sql.ts';
import { BadInput } from '../award/bad-input.ts';
import type { Database } from '../database/schema.ts';
import { conflictError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import type { SqlCondition } from '../http/list-filters.ts';
import { applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';

export interface PersonRow {
  id: number;
  uuid: string;
  username: string;
  full_name: string;
  first_name: string;
  last_name: string;
  email: string;
  is_staff: boolean;
  is_support: boolean;
  is_active: boolean;
  is_robot: boolean;
  is_service_account: boolean;
  date_joined: string;
  last_sign_in: string | null;
}

const personColumns = [
  'person.id',
  'person.uuid',
  'person.username',
  'person.full_name',
  'person.first_name',
  'person.last_name',
  'person.email',
  'person.is_staff',
  'person.is_support',
  'person.is_active',
  'person.is_robot',
  'person.is_service_account',
  'person.date_joined',
  'person.last_sign_in',
] as const;

/**
 * Lists leave the robot out: it cannot get a role, sign in or be changed. It can be retrieved, since
 * audit entries name it.
 */
const isListed = sql<SqlBool>`not person.is_robot`;

/** How many accounts the caller sees that match. */
export async function countPeople(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
): Promise<number> {
  const { count } = await db
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(visiblePeopleSql(caller))
    .where(isListed)
    .where(condition)
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of the accounts that the caller sees and that match; by user name without an order. */
export async function listPeople(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
  order: OrderBy<string>[],
  page: Page,
): Promise<PersonRow[]> {
  const query = db
    .selectFrom('person')
    .select(personColumns)
    .where(visiblePeopleSql(caller))
    .where(isListed)
    .where(condition);
  const by = { fallback: 'person.username', unique: 'person.id' };
  return applyOrderAndPage(query, order, by, page).execute();
}

/** The account with this UUID; null where the caller sees none. */
export async function findPerson(
  db: Kysely<Database>,
  uuid: string,
  caller: Caller,
): Promise<PersonRow | null> {
  const row = await db
    .selectFrom('person')
    .select(personColumns)
    .where('uuid', '=', uuid)
    .where(visiblePeopleSql(caller))
    .executeTakeFirst();
  return row ?? null;
}

/** The account with this UUID, without a check of visibility; null where there is none. */
export async function findPersonByUuid(
  db: Kysely<Database>,
  uuid: string,
): Promise<PersonRow | null> {
  const row = await db
    .selectFrom('person')
    .select(personColumns)
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * The person whom this caller knows and who can be given a role: not the robot. Throws BadInput for
 * the field `user`.
 */
export async function requireRoleHolder(
  db: Kysely<Database>,
  uuid: string,
  caller: Caller,
): Promise<PersonRow> {
  const person = await db
    .selectFrom('person')
    .select(personColumns)
    .where('uuid', '=', uuid)
    .where('is_robot', '=', false)
    .where(knownPeopleSql(caller))
    .executeTakeFirst();
  if (person === undefined) throw new BadInput('user', 'There is no such user.');
  return person;
}

/** Inserts a person; null where the user name is taken, in any case. */
export async function insertPerson(
  db: Kysely<Database>,
  values: Insertable<Database['person']>,
): Promise<PersonRow | null> {
  const row = await db
    .insertInto('person')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .returning(personColumns)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Throws the database's failure of `person_username_unique` where the user name is taken, or of
 * `person_username_key_unique` where it is in another case.
 */
export async function updatePerson(
  db: Kysely<Database>,
  id: number,
  set: Updateable<Database['person']>,
): Promise<void> {
  if (Object.keys(set).length === 0) return;
  await db.updateTable('person').set(set).where('id', '=', id).execute();
}

/**
 * Throws RefusedError (`conflict`) where no active staff account is left. Transactions that call it
 * wait for each other.
 */
export async function requireRemainingStaff(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('staff'))`.execute(trx);
  // Separate from the lock, so that it sees what others committed while this transaction waited.
  const staff = await trx
    .selectFrom('person')
    .select('id')
    .where('is_staff', '=', true)
    .where('is_active', '=', true)
    .where('is_service_account', '=', false)
    .limit(1)
    .executeTakeFirst();
  if (staff === undefined) {
    throw conflictError('At least one active staff account is required.');
  }
}

/** The values of an account that the administrative audit keeps. */
export function toPersonAuditValues(row: PersonRow): Record<string, unknown> {
  const { username, first_name, last_name, email } = row;
  const { is_staff, is_support, is_active, is_service_account } = row;
  return {
    username,
    first_name,
    last_name,
    email,
    is_staff,
    is_support,
    is_active,
    is_service_account,
  };
}
