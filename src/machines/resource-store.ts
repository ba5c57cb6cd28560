/* Reads and writes the rows of resources. */

import { type Kysely, type SqlBool, sql } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import type { ResourceCheckResult, ResourceMode } from '../database/machine-schema.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import type { ResourceColumns } from './parse-resource-body.ts';

export interface ResourceRow {
  id: number;
  uuid: string;
  name: string;
  destination: string;
  seconds_per_credit: string;
  volumes: string[];
  mode: ResourceMode;
  is_enabled: boolean;
  created: string;
  checked_at: string | null;
  check_problem: string | null;
  check_result: ResourceCheckResult | null;
  templates: number;
  projects: number;
  needs_attention: number;
}

function selectResources(db: Kysely<Database>) {
  return db
    .selectFrom('resource')
    .selectAll()
    .select([
      sql<number>`(select count(*) from template_resource where resource_id = resource.id)`.as(
        'templates',
      ),
      sql<number>`(select count(*) from machine_project where resource_id = resource.id)`.as(
        'projects',
      ),
      sql<number>`(select count(*) from machine_project where resource_id = resource.id
        and needs_attention)`.as('needs_attention'),
    ]);
}

const nameMatches = (name: string | undefined) =>
  name === undefined ? sql<SqlBool>`true` : sql<SqlBool>`resource.name ilike ${name}`;

export async function countResources(
  db: Kysely<Database>,
  name: string | undefined,
): Promise<number> {
  const { count } = await db
    .selectFrom('resource')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(nameMatches(name))
    .executeTakeFirstOrThrow();
  return count;
}

export function listResources(
  db: Kysely<Database>,
  name: string | undefined,
  order: OrderBy<string>[],
  page: Page,
): Promise<ResourceRow[]> {
  const by = { fallback: 'resource.name', unique: 'resource.id' };
  return applyOrderAndPage(selectResources(db).where(nameMatches(name)), order, by, page).execute();
}

export async function findResource(
  db: Kysely<Database>,
  uuid: string,
): Promise<ResourceRow | null> {
  const row = await selectResources(db).where('uuid', '=', uuid).executeTakeFirst();
  return row ?? null;
}

/** Returns the new resource's UUID. Throws BadInput where name or destination is taken. */
export async function insertResource(
  db: Kysely<Database>,
  columns: Required<ResourceColumns> & { created: string },
): Promise<string> {
  return translateDuplicate(async () => {
    const { uuid } = await db
      .insertInto('resource')
      .values(columns)
      .returning('uuid')
      .executeTakeFirstOrThrow();
    return uuid;
  });
}

/** Throws BadInput as `insertResource`. */
export async function updateResource(
  db: Kysely<Database>,
  id: number,
  columns: ResourceColumns,
): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  await translateDuplicate(() =>
    db.updateTable('resource').set(columns).where('id', '=', id).execute(),
  );
}

/** What a check found out about another destination says nothing about this one. */
export async function clearCheck(db: Kysely<Database>, id: number): Promise<void> {
  const unchecked = { checked_at: null, check_problem: null, check_result: null };
  await db.updateTable('resource').set(unchecked).where('id', '=', id).execute();
  await db.deleteFrom('unknown_project').where('resource_id', '=', id).execute();
}

async function translateDuplicate<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'resource_name_unique')) {
      throw new BadInput('name', 'There is a resource of this name already.');
    }
    if (isUniqueViolation(error, 'resource_destination_unique')) {
      throw new BadInput('destination', 'There is a resource with this destination already.');
    }
    throw error;
  }
}
