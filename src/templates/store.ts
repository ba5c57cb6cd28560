import {
  type Insertable,
  type Kysely,
  type RawBuilder,
  type SqlBool,
  sql,
  type Updateable,
} from 'kysely';
import type { Caller, Viewer } from '../access/caller.ts';
import { visibleTemplatesSql } from '../access/visibility-sql.ts';
import { BadInput } from '../award/bad-input.ts';
import type { ProjectRole } from '../award/enums.ts';
import { type CustomerRow, loadCustomersById, customersJsonQuery } from '../customers/store.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { toExpressionSql } from '../http/json-sql.ts';
import { anyColumnMatchesSql, applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { templateJsonFields } from './template-json.ts';

export interface TemplateRow {
  id: number;
  uuid: string;
  name: string;
  offering: string;
  portal: string;
  shortname: string;
  has_key: boolean;
  approval_limit: string | null;
  max_credit_limit: string | null;
  allocation_units_mapping: Record<string, string | number>;
  role_mapping: Record<string, ProjectRole>;
  provider: CustomerRow;
  customer: CustomerRow;
}

export interface TemplateFilter {
  /** A pattern for `ilike`. */
  name?: string | undefined;
  portal?: string | undefined;
  offering?: string | undefined;
  uuid?: string | undefined;
}

function selectTemplates(db: Kysely<Database>) {
  return db
    .selectFrom('project_template')
    .select([
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
      'provider_id',
      'customer_id',
      sql<boolean>`key_digest is not null`.as('has_key'),
    ]);
}

type TemplateBaseRow = Omit<TemplateRow, 'provider' | 'customer'> & {
  provider_id: number;
  customer_id: number;
};

/** Adds provider and customer: one query, however many templates. */
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

/** null where there is none that this caller may see. */
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

/** A query of id, uuid and JSON of the templates with these ids; null sees all. Needs `given`. */
export function templatesJsonQuery(ids: RawBuilder<unknown>, caller: Viewer | null) {
  const asked = sql`project_template.id in (${ids})`;
  const customers = sql`select unnest(array[provider_id, customer_id])
    from project_template where ${asked}`;
  return sql`with customer_json as materialized (${customersJsonQuery(customers, caller)})
    select project_template.id, project_template.uuid, ${jsonExpressionSql} as json
    from project_template
    join customer_json provider on provider.id = project_template.provider_id
    join customer_json customer on customer.id = project_template.customer_id
    cross join given
    where ${asked}`;
}

const jsonExpressionSql = sql.raw(toExpressionSql(templateJsonFields));

/** Throws BadInput where (name, offering, portal) is taken. */
export async function createTemplate(
  db: Kysely<Database>,
  values: Insertable<Database['project_template']>,
): Promise<string> {
  return translateDuplicateName(async () => {
    const { uuid } = await db
      .insertInto('project_template')
      .values(values)
      .returning('uuid')
      .executeTakeFirstOrThrow();
    return uuid;
  });
}

/**
 * Changes a template. What awards are found by (name, offering, portal) stays while any is held:
 * false, and nothing changed, where the change would touch that. Throws BadInput as above.
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

/** Throws the database's foreign-key failure while awards hold it. */
export async function deleteTemplate(db: Kysely<Database>, id: number): Promise<void> {
  await db.deleteFrom('project_template').where('id', '=', id).execute();
}

async function translateDuplicateName<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'project_template_unique')) {
      const rule = 'A template of this name exists already for this offering and portal.';
      throw new BadInput('name', rule);
    }
    throw error;
  }
}
