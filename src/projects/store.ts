import { type Insertable, type Kysely, type SqlBool, sql, type Updateable } from 'kysely';
import type { Caller } from '../access/caller.ts';
import { visibleProjectsSql } from '../access/visibility-sql.ts';
import type { Database } from '../database/schema.ts';
import { anyColumnMatchesSql, applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';

export interface ProjectRow {
  id: number;
  uuid: string;
  name: string;
  slug: string;
  short_name: string | null;
  description: string;
  start_date: string | null;
  end_date: string | null;
  credits: string | null;
  backend_id: string;
  is_removed: boolean;
  created: string;
  customer_id: number;
  customer_uuid: string;
  customer_name: string;
  customer_slug: string;
}

export interface ProjectFilter {
  /** A pattern for `ilike`, as is `query`. */
  name?: string | undefined;
  query?: string | undefined;
  customerUuid?: string | undefined;
  isRemoved?: boolean | undefined;
  /** Only those that no award manages and that are not removed: what can be attached. */
  unmanaged: boolean;
}

function selectProjects(db: Kysely<Database>) {
  return db
    .selectFrom('project')
    .innerJoin('customer', 'customer.id', 'project.customer_id')
    .select([
      'project.id',
      'project.uuid',
      'project.name',
      'project.slug',
      'project.short_name',
      'project.description',
      'project.start_date',
      'project.end_date',
      'project.credits',
      'project.backend_id',
      'project.is_removed',
      'project.created',
      'project.customer_id',
      'customer.uuid as customer_uuid',
      'customer.name as customer_name',
      'customer.slug as customer_slug',
    ]);
}

const searchedColumns = [
  'project.name',
  'project.short_name',
  'project.slug',
  'project.description',
];

function filterSql(filter: ProjectFilter) {
  const { name, query, customerUuid, isRemoved, unmanaged } = filter;
  const tests = [
    unmanaged && unmanagedSql,
    name !== undefined && anyColumnMatchesSql(['project.name'], name),
    query !== undefined && anyColumnMatchesSql(searchedColumns, query),
    customerUuid !== undefined &&
      sql`project.customer_id = (select id from customer c where c.uuid = ${customerUuid})`,
    isRemoved !== undefined && sql`project.is_removed = ${isRemoved}`,
  ].filter((test) => test !== false);
  return tests.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(tests, sql` and `)})`;
}

const unmanagedSql = sql`(not project.is_removed and not exists (
  select from managed_project where managed_project.project_id = project.id))`;

export async function countProjects(
  db: Kysely<Database>,
  caller: Caller,
  filter: ProjectFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom('project')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(visibleProjectsSql(caller))
    .where(filterSql(filter))
    .executeTakeFirstOrThrow();
  return count;
}

export async function listProjects(
  db: Kysely<Database>,
  caller: Caller,
  filter: ProjectFilter,
  order: OrderBy<string>[],
  page: Page,
): Promise<ProjectRow[]> {
  const query = selectProjects(db).where(visibleProjectsSql(caller)).where(filterSql(filter));
  const by = { fallback: 'project.name', unique: 'project.id' };
  return applyOrderAndPage(query, order, by, page).execute();
}

/** null where there is none that this caller may see. */
export async function findProject(
  db: Kysely<Database>,
  uuid: string,
  caller: Caller,
  { unmanaged } = { unmanaged: false },
): Promise<ProjectRow | null> {
  const row = await selectProjects(db)
    .where('project.uuid', '=', uuid)
    .where(visibleProjectsSql(caller))
    .where(filterSql({ unmanaged }))
    .executeTakeFirst();
  return row ?? null;
}

export async function createProject(
  db: Kysely<Database>,
  values: Insertable<Database['project']>,
): Promise<string> {
  const { uuid } = await db
    .insertInto('project')
    .values(values)
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return uuid;
}

export async function updateProject(
  db: Kysely<Database>,
  id: number,
  set: Updateable<Database['project']>,
): Promise<void> {
  if (Object.keys(set).length === 0) return;
  await db.updateTable('project').set(set).where('id', '=', id).execute();
}

/** Whether an award manages it; then its credits are that award's matter. */
export async function isManagedByAward(db: Kysely<Database>, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('managed_project')
    .select('id')
    .where('project_id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether this caller may change projects of a customer: staff, and its owners. */
export async function canWriteProjects(
  db: Kysely<Database>,
  customerId: number,
  caller: Caller,
): Promise<boolean> {
  if (caller.isStaff) return true;
  const row = await db
    .selectFrom('customer_role')
    .select('role')
    .where('customer_id', '=', customerId)
    .where('person_id', '=', caller.personId)
    .where('role', '=', 'CUSTOMER.OWNER')
    .executeTakeFirst();
  return row !== undefined;
}

/** Members and invitations, members first. */
export async function listProjectUsers(db: Kysely<Database>, id: number, page: Page) {
  const { rows } = await sql<{
    user_uuid: string | null;
    user_username: string;
    user_full_name: string;
    user_email: string;
    role_name: string;
    created: string;
    state: string;
    total: number;
  }>`select *, count(*) over () as total from (
      select person.uuid as user_uuid, username as user_username, full_name as user_full_name,
        email as user_email, role as role_name, created, 'member' as state
      from project_role join person on person.id = project_role.person_id
      where project_id = ${id}
      union all
      select null, '', '', email, role, created, 'invited' from invitation
      where project_id = ${id}) everybody
    order by state desc, user_username, user_email
    limit ${page.size} offset ${page.offset}`.execute(db);
  return rows;
}
