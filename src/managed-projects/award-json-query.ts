import { type RawBuilder, sql } from 'kysely';
import type { Viewer } from '../http/caller.ts';
import type { Placeholders } from '../database/compiled-query.ts';
import { type JsonContext, jsonContextSql, escapeForJsonString } from '../http/json-sql.ts';
import { templatesJsonQuery } from '../templates/template-store.ts';
import type { AwardJsonContext } from './award-json.ts';

/** Whether the viewer sees everything; the text of statements differs by it. */
export type ViewerFlags = Omit<Viewer, 'personId'>;

export function toJsonContext({ base, portal, today }: AwardJsonContext): JsonContext {
  return { base: escapeForJsonString(base), portal, today };
}

/**
 * The beginning of a statement that makes the JSON of the `selected` awards: it loads each template
 * and customer once, and counts all awards found.
 */
export function awardJsonQuery(
  selected: RawBuilder<unknown>,
  caller: Viewer,
  context: Placeholders<JsonContext>,
  total: RawBuilder<number> = sql`1`,
) {
  const templateIds = sql`select template_id from page`;
  return sql`with ${jsonContextSql(context)}, found as materialized (select ${total} as total),
    page as materialized (${selected}),
    template as materialized (${templatesJsonQuery(templateIds, caller)})`;
}

/** The tables that `listedJson` and `singleJson` are made of. */
export const awardJsonTables = sql`page managed_project
  join template on template.id = managed_project.template_id
  left join person reviewer on reviewer.id = managed_project.reviewed_by
  left join project on project.id = managed_project.project_id
  left join customer on customer.id = project.customer_id
  cross join given`;
