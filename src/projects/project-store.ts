/* Reads and writes the rows of projects. */

import { type Insertable, type Kysely, type SqlBool, sql, type Updateable } from 'kysely';
import { visibleProjectsSql } from '../access/visibility-sql.ts';
import { isCustomerOwner } from '../customers/customer-role-store.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import type { SqlCondition } from '../http/list-filters.ts';
import { applyOrderAndPage } from '../http/list-query-builder.ts';
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
  customer_native_name: string;
  customer_abbreviation: string;
}

export interface ProjectFilter {
  condition?: SqlCondition;
  /** Only projects that no award manages and that are not removed: those that can be attached. */
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
      'customer.native_name as customer_native_name',
      'customer.abbreviation as customer_abbreviation',
    ]);
}

function filterSql({ condition = sql`true`, unmanaged }: ProjectFilter) {
  return unmanaged ? sql<SqlBool>`(${unmanagedSql} and ${condition})` : condition;
}

const unmanagedSql = sql`(not project.is_removed and not exists (
  select from managed_project where managed_project.project_id = project.id))`;

/** How many projects the caller sees that match. */
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

/** A page of the projects that the caller sees and that match; by name without an order. */
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

/** The project with this UUID; null where the caller sees none. */
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

/** Inserts a project and returns its UUID. */
export async function insertProject(
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

/** Sets these columns of a project. */
export async function updateProject(
  db: Kysely<Database>,
  id: number,
  set: Updateable<Database['project']>,
): Promise<void> {
  if (Object.keys(set).length === 0) return;
  await db.updateTable('project').set(set).where('id', '=', id).execute();
}

/** Whether an award manages the project; its credits then follow the award. */
export async function isManagedByAward(db: Kysely<Database>, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('managed_project')
    .select('id')
    .where('project_id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the caller may make and change projects of a customer: staff and its owners. */
export async function canWriteProjects(
  db: Kysely<Database>,
  customerId: number,
  caller: Caller,
): Promise<boolean> {
  return caller.isStaff || isCustomerOwner(db, customerId, caller.personId);
}
