/* Reads and writes the rows of project templates. */

import {
  type Insertable,
  type Kysely,
  type RawBuilder,
  type SqlBool,
  sql,
  type Updateable,
} from 'kysely';
import type { Caller, Viewer } from '../http/caller.ts';
import { visibleTemplatesSql } from '../access/visibility-sql.ts';
import { BadInput } from '../award/bad-input.ts';
import type { CustomerRow } from '../customers/customer-row.ts';
import { customersJsonQuery, loadCustomersById } from '../customers/customer-store.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { toExpressionSql } from '../http/json-sql.ts';
import { anyColumnMatchesSql, applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { templateJsonFields } from './template-json.ts';
import type { TemplateRow } from './template-row.ts';

export interface TemplateFilter {
  /** A pattern for `ilike`. */
  name?: string | undefined;
  portal?: string | undefined;
  offering?: string | undefined;
  uuid?: string | undefined;
}

function selectTemplates(db: Kysely<Database>) {
  return db.selectFrom('project_template').select([
    'project_template.id',
    'project_template.uuid',
    'project_template.name',
    'offering',
    'portal',
    'shortname',
    'approval_limit',
    'max_credit_limit',
    'allocation_units_mapping',
    'role_mapping',
    'role_mapping_given',
    'provider_id',
    'customer_id',
    sql<boolean>`key_digest is not null`.as('has_key'),
    sql<TemplateRow['offerings']>`(
        select coalesce(json_agg(json_build_object('uuid', resource.uuid, 'name', resource.name)
          order by resource.name), '[]')
        from template_resource join resource on resource.id = template_resource.resource_id
        where template_resource.template_id = project_template.id)`.as('offerings'),
  ]);
}

type TemplateBaseRow = Omit<TemplateRow, 'provider' | 'customer'> & {
  provider_id: number;
  customer_id: number;
};

/** Adds provider and customer to all rows with one query. */
async function joinCustomers(
  db: Kysely<Database>,
  rows: TemplateBaseRow[],
  caller: Caller | null,
): Promise<TemplateRow[]> {
  const ids = new Set(rows.flatMap((row) => [row.provider_id, row.customer_id]));
  const customers = await loadCustomersById(db, [...ids], caller);
  return rows.map(({ provider_id, customer_id, ...row }) => ({
    ...row,
    provider: customers.get(provider_id) as CustomerRow,
    customer: customers.get(customer_id) as CustomerRow,
  }));
}

function filterSql({ name, portal, offering, uuid }: TemplateFilter) {
  const tests = [
    name !== undefined && anyColumnMatchesSql(['project_template.name'], name),
    portal !== undefined && sql`project_template.portal = ${portal}`,
    offering !== undefined && sql`project_template.offering = ${offering}`,
    uuid !== undefined && sql`project_template.uuid = ${uuid}`,
  ].filter((test) => test !== false);
  return tests.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(tests, sql` and `)})`;
}

/** How many templates the caller sees that match. */
export async function countTemplates(
  db: Kysely<Database>,
  caller: Caller,
  filter: TemplateFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom('project_template')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(visibleTemplatesSql(caller))
    .where(filterSql(filter))
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of the templates that the caller sees and that match; by name without an order. */
export async function listTemplates(
  db: Kysely<Database>,
  caller: Caller,
  filter: TemplateFilter,
  order: OrderBy<string>[],
  page: Page,
): Promise<TemplateRow[]> {
  const query = selectTemplates(db).where(visibleTemplatesSql(caller)).where(filterSql(filter));
  const by = { fallback: 'project_template.name', unique: 'project_template.id' };
  return joinCustomers(db, await applyOrderAndPage(query, order, by, page).execute(), caller);
}

/** The template with this UUID; null where the caller sees none. */
export async function findTemplate(
  db: Kysely<Database>,
  uuid: string,
  caller: Caller,
): Promise<TemplateRow | null> {
  const rows = await selectTemplates(db)
    .where('project_template.uuid', '=', uuid)
    .where(visibleTemplatesSql(caller))
    .execute();
  const [row] = await joinCustomers(db, rows, caller);
  return row ?? null;
}

/**
 * A query that returns id, uuid and JSON of the templates with these ids; a viewer of null sees all
 * projects in the counts. Needs the common table expression `given` (http/json-sql.ts).
 */
export function templatesJsonQuery(ids: RawBuilder<unknown>, viewer: Viewer | null) {
  const isSelected = sql`project_template.id in (${ids})`;
  const customers = sql`select unnest(array[provider_id, customer_id])
    from project_template where ${isSelected}`;
  return sql`with customer_json as materialized (${customersJsonQuery(customers, viewer)})
    select project_template.id, project_template.uuid, ${jsonExpressionSql} as json
    from project_template
    join customer_json provider on provider.id = project_template.provider_id
    join customer_json customer on customer.id = project_template.customer_id
    cross join given
    where ${isSelected}`;
}

const jsonExpressionSql = sql.raw(toExpressionSql(templateJsonFields));

/** Inserts a template. Throws BadInput where (name, offering, portal) is taken. */
export async function insertTemplate(
  db: Kysely<Database>,
  values: Insertable<Database['project_template']>,
): Promise<{ id: number; uuid: string }> {
  return translateDuplicateName(() =>
    db
      .insertInto('project_template')
      .values(values)
      .returning(['id', 'uuid'])
      .executeTakeFirstOrThrow(),
  );
}

/**
 * Sets these columns of a template. Awards are found by name, offering and portal: while the template
 * has awards, a change of these returns false and changes nothing. Throws BadInput as `insertTemplate`.
 */
export async function updateTemplate(
  db: Kysely<Database>,
  id: number,
  set: Updateable<Database['project_template']>,
): Promise<boolean> {
  if (Object.keys(set).length === 0) return true;
  return translateDuplicateName(async () => {
    const { name = null, offering = null, portal = null } = set;
    const { numUpdatedRows } = await db
      .updateTable('project_template')
      .set(set)
      .where('id', '=', id)
      .where(
        sql<SqlBool>`(not exists (select from managed_project where template_id = ${id})
          or (name = coalesce(${name}, name) and offering = coalesce(${offering}, offering)
            and portal = coalesce(${portal}, portal)))`,
      )
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
}

/** Throws the database's foreign-key violation while the template has awards. */
export async function deleteTemplate(db: Kysely<Database>, id: number): Promise<void> {
  await db.deleteFrom('project_template').where('id', '=', id).execute();
}

/** How many awards a template has. */
export async function countTemplateAwards(db: Kysely<Database>, id: number): Promise<number> {
  const { count } = await db
    .selectFrom('managed_project')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('template_id', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}

async function translateDuplicateName<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'project_template_unique')) {
      const rule = 'A template with this name exists already for this offering and portal.';
      throw new BadInput('name', rule);
    }
    throw error;
  }
}
