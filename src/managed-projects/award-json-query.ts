import { type RawBuilder, sql } from 'kysely';
import { auditedAwardsSql } from '../access/visibility-sql.ts';
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

/** How large the reply to a list may be. */
interface PageCut {
  /** The size of the page that was asked for. */
  size: number;
  /** The order of the list, over `managed_project`. */
  order: RawBuilder<unknown>;
  maxBytes: RawBuilder<number>;
}

/** What an award takes in a reply besides its details, at most; its project repeats some of them. */
const AWARD_BYTES = 8192;
const awardBytesSql = sql`(2 * coalesce(details_bytes, octet_length(details::text))
  + ${sql.lit(AWARD_BYTES)})`;

/** The tables `page`, which has as many of the selected awards as fit, and `kept`, its size. */
function cutPageSql(selected: RawBuilder<unknown>, { size, order, maxBytes }: PageCut) {
  return sql`selection as materialized (${selected}),
    kept as materialized (select case
      when (select coalesce(sum(${awardBytesSql}), 0) from selection) <= ${maxBytes}::bigint
      then ${sql.lit(size)}
      else greatest(1, (select count(*) from (
        select sum(${awardBytesSql}) over (order by ${order}) as bytes
        from selection managed_project) running
        where bytes <= ${maxBytes}::bigint)) end as size),
    page as materialized (select managed_project.* from selection managed_project
      order by ${order} limit (select size from kept))`;
}

/**
 * The beginning of a statement that makes the JSON of the `selected` awards: it loads each template
 * and customer once. Of a list, it counts all awards found and cuts a page that is too large.
 */
export function awardJsonQuery(
  selected: RawBuilder<unknown>,
  caller: Viewer,
  context: Placeholders<JsonContext>,
  list: { total: RawBuilder<number>; cut: PageCut } | null = null,
) {
  const templateIds = sql`select template_id from page`;
  return sql`with ${jsonContextSql(context)},
    found as materialized (select ${list?.total ?? sql`1`} as total),
    ${list === null ? sql`page as materialized (${selected})` : cutPageSql(selected, list.cut)},
    template as materialized (${templatesJsonQuery(templateIds, caller)})`;
}

/**
 * The tables that `listedJson` and `singleJson` are made of. Who takes care of an award is for those
 * who may read its audit.
 */
export const awardJsonTables = (viewer: Viewer) => sql`page managed_project
  join template on template.id = managed_project.template_id
  left join person reviewer on reviewer.id = managed_project.reviewed_by
  left join person assignee on assignee.id = managed_project.assignee_id
    and ${auditedAwardsSql(viewer)}
  left join project on project.id = managed_project.project_id
  left join customer on customer.id = project.customer_id
  cross join given`;
