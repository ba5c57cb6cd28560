/* Rows of templates as one JSON text, for a statement that reads their version beside them. */

import { type RawBuilder, sql } from 'kysely';
import { visibleProjectCountSql } from '../access/visibility-sql.ts';
import type { CustomerRow } from '../customers/customer-row.ts';
import { canReadEverything, type Viewer } from '../http/caller.ts';
import type { TemplateRow } from './template-row.ts';

type FlatTemplateRow = Omit<TemplateRow, 'provider' | 'customer'> & {
  provider_id: number;
  customer_id: number;
};

/**
 * Common table expressions that select the templates with these ids and their customers, with the
 * counts that the viewer sees; `templateRowsColumn` is the text that they make.
 */
export function templateRowsQuery(ids: RawBuilder<unknown>, viewer: Viewer): RawBuilder<unknown> {
  return sql`template as materialized (
      select id, uuid, name, offering, portal, shortname, key_digest is not null as has_key,
        approval_limit::text, max_credit_limit::text, allocation_units_mapping, role_mapping,
        role_mapping_given, provider_id, customer_id,
        (select coalesce(json_agg(json_build_object('uuid', resource.uuid, 'name', resource.name)
            order by resource.name), '[]')
          from template_resource join resource on resource.id = template_resource.resource_id
          where template_resource.template_id = project_template.id) as offerings
      from project_template where id in (${ids})),
    template_customer as materialized (
      select id, uuid, name, slug, native_name, abbreviation, description, email,
        to_char(created, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created,
        ${projectCountSql(viewer)} as projects_count, coalesce(member.people, 0) as users_count
      from customer
      left join (select customer_id, count(distinct person_id) as people from customer_role
        where customer_id in (${customerIdsSql}) group by customer_id) member
        on member.customer_id = customer.id
      left join (select customer_id, sum(projects)::bigint as projects from project_count
        where customer_id in (${customerIdsSql}) group by customer_id) counted
        on counted.customer_id = customer.id
      where customer.id in (${customerIdsSql}))`;
}

const customerIdsSql = sql`select unnest(array[provider_id, customer_id]) from template`;

/** Who sees everything sees the stored counts, here added up for all customers at once. */
function projectCountSql(viewer: Viewer): RawBuilder<number> {
  return canReadEverything(viewer)
    ? sql`coalesce(counted.projects, 0)`
    : visibleProjectCountSql(viewer);
}

/** The rows of `templateRowsQuery` as one text: the same text for the same rows. */
export const templateRowsColumn = sql<string>`(select json_build_object(
    'templates', (select coalesce(json_agg(template order by id), '[]') from template),
    'customers', (select coalesce(json_agg(template_customer order by id), '[]')
      from template_customer))::text)`;

/** The templates of the text of `templateRowsColumn`. */
export function parseTemplateRows(text: string): TemplateRow[] {
  const rows = JSON.parse(text) as { templates: FlatTemplateRow[]; customers: CustomerRow[] };
  const customers = new Map(rows.customers.map((row) => [row.id, row]));
  return rows.templates.map(({ provider_id, customer_id, ...row }) => ({
    ...row,
    provider: customers.get(provider_id) as CustomerRow,
    customer: customers.get(customer_id) as CustomerRow,
  }));
}
