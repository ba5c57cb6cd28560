import { type RawBuilder, sql } from 'kysely';
import type { Seer } from '../access/caller.ts';
import type { Places } from '../database/kept.ts';
import { type Given, givenRow, withinJson } from '../http/json-sql.ts';
import { templatesAsJson } from '../templates/store.ts';
import type { Viewpoint } from './representation.ts';

/** Whether somebody sees everything: statements differ by it. */
export type Sees = Omit<Seer, 'personId'>;

export function givenOf({ base, portal, today }: Viewpoint): Given {
  return { base: withinJson(base), portal, today };
}

/**
 * What the JSON of the chosen awards is made from: templates and customers once, however many; and
 * how many awards were found.
 */
export function withShown(
  chosen: RawBuilder<unknown>,
  caller: Seer,
  given: Places<Given>,
  total: RawBuilder<number> = sql`1`,
) {
  const templateIds = sql`select template_id from page`;
  return sql`with ${givenRow(given)}, found as materialized (select ${total} as total),
    page as materialized (${chosen}),
    template as materialized (${templatesAsJson(templateIds, caller)})`;
}

/** The tables that `listedJson` and `singleJson` are made of. */
export const shownTables = sql`page managed_project
  join template on template.id = managed_project.template_id
  left join person reviewer on reviewer.id = managed_project.reviewed_by
  left join project on project.id = managed_project.project_id
  left join customer on customer.id = project.customer_id
  cross join given`;
