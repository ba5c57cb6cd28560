import {
  type Insertable,
  type Kysely,
  type SqlBool,
  sql,
  type Transaction,
  type Updateable,
} from 'kysely';
import type { Caller } from '../access/caller.ts';
import { visiblePeopleSql } from '../access/visibility-sql.ts';
import { parseEmail } from '../award/email.ts';
import { BadInput } from '../award/bad-input.ts';
import { requireStorableText } from '../award/json-value.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { anyColumnMatchesSql, applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { conflict } from '../http/http-problem.ts';

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
}

/** Texts are patterns for `ilike`. */
export interface PersonFilter {
  contains: { columns: string[]; pattern: string }[];
  flags: {
    column: 'is_staff' | 'is_support' | 'is_active' | 'is_service_account';
    value: boolean;
  }[];
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
] as const;

function filterSql({ contains, flags }: PersonFilter) {
  const tests = [
    ...contains.map(({ columns: searched, pattern }) => anyColumnMatchesSql(searched, pattern)),
    ...flags.map(({ column, value }) => sql`${sql.ref(`person.${column}`)} = ${value}`),
  ];
  return tests.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(tests, sql` and `)})`;
}

export async function countPeople(
  db: Kysely<Database>,
  caller: Caller,
  filter: PersonFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(visiblePeopleSql(caller))
    .where(filterSql(filter))
    .executeTakeFirstOrThrow();
  return count;
}

export async function listPeople(
  db: Kysely<Database>,
  caller: Caller,
  filter: PersonFilter,
  order: OrderBy<string>[],
  page: Page,
): Promise<PersonRow[]> {
  const query = db
    .selectFrom('person')
    .select(personColumns)
    .where(visiblePeopleSql(caller))
    .where(filterSql(filter));
  const by = { fallback: 'person.username', unique: 'person.id' };
  return applyOrderAndPage(query, order, by, page).execute();
}

/** null where there is none that this caller may see. */
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

/** Somebody who can be given a role: not the robot. */
export async function findPersonId(db: Kysely<Database>, uuid: string): Promise<number | null> {
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('uuid', '=', uuid)
    .where('is_robot', '=', false)
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Makes an account and gives its UUID. Throws BadInput for a user name or address that is
 * malformed, or a user name that is taken.
 */
export async function createPerson(
  db: Kysely<Database>,
  values: Insertable<Database['person']>,
): Promise<string> {
  validateUsernameAndEmail(values);
  return translateDuplicateUsername(async () => {
    const { uuid } = await db
      .insertInto('person')
      .values(values)
      .returning('uuid')
      .executeTakeFirstOrThrow();
    return uuid;
  });
}

/** Throws BadInput as createPerson does. */
export async function updatePerson(
  db: Kysely<Database>,
  id: number,
  set: Updateable<Database['person']>,
): Promise<void> {
  validateUsernameAndEmail(set);
  if (Object.keys(set).length === 0) return;
  await translateDuplicateUsername(() =>
    db.updateTable('person').set(set).where('id', '=', id).execute(),
  );
}

/** Throws a 409 where nobody would be left who may do everything; others wait their turn. */
export async function requireRemainingStaff(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('staff'))`.execute(trx);
  // A statement of its own: it sees what others committed while this one waited.
  const somebody = await trx
    .selectFrom('person')
    .select('id')
    .where('is_staff', '=', true)
    .where('is_active', '=', true)
    .where('is_service_account', '=', false)
    .limit(1)
    .executeTakeFirst();
  if (somebody === undefined) throw conflict('Somebody must be left who may do everything.');
}

function validateUsernameAndEmail({ username, email }: Updateable<Database['person']>): void {
  if (username !== undefined) {
    requireStorableText(username, 'username');
    if (!/^[^\s\p{Cc}]{1,150}$/u.test(username)) {
      throw new BadInput('username', 'A user name has 1 to 150 characters and no spaces.');
    }
  }
  if (email) parseEmail(email, 'email');
}

async function translateDuplicateUsername<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'person_username_unique')) {
      throw new BadInput('username', 'A user with this user name exists already.');
    }
    throw error;
  }
}
