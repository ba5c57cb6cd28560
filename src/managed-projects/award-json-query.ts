import { type RawBuilder, sql } from 'kysely';
import { auditedAwardsSql } from '../access/visibility-sql.ts';
import type { Viewer } from '../http/caller.ts';
import { type JsonContext, escapeForJsonString } from '../http/json-sql.ts';
import { type AwardJsonContext, awardValuesSql } from './award-json.ts';

/** Whether the viewer sees everything; the text of statements differs by it. */
export type ViewerFlags = Omit<Viewer, 'personId'>;

export function toJsonContext({ base, portal, today }: AwardJsonContext): JsonContext {
  return { base: escapeForJsonString(base), portal, today };
}

/** What an award takes in a reply beside its stored values, at most; its project repeats some of them. */
const AWARD_BYTES = 8192;

/** The columns of `managed_project` that its JSON is made of. */
const pageColumns = sql.raw(
  ['template_id', 'project_id', 'reviewed_by', 'assignee_id', 'assigned_at', 'stored_json']
    .concat('legal_hold_since', 'legal_hold_reason')
    .map((column) => `managed_project.${column}`)
    .join(', '),
);

/** The one award that meets the condition; `more` are further columns. */
export function singleAwardSql(
  condition: RawBuilder<unknown>,
  more: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`select ${pageColumns}, 1 as place, ${more} from managed_project where ${condition}`;
}

/**
 * The awards of the table `chosen` (`id`, `place`), in their order: as many as fit into `maxBytes`, and
 * always one.
 */
export function cutPageSql(maxBytes: RawBuilder<number>): RawBuilder<unknown> {
  return sql`select * from (
      select ${pageColumns}, chosen.place, row_number() over list as number,
        sum(2 * octet_length(stored_json) + ${sql.lit(AWARD_BYTES)}) over list as bytes
      from chosen join managed_project on managed_project.id = chosen.id
      window list as (order by chosen.place rows unbounded preceding)) sized
    where number = 1 or bytes <= ${maxBytes}::bigint`;
}

/** The values of the awards of `page`, a query, for readAwardValues; it needs `given`. */
export const awardValuesQuery = (viewer: Viewer, page: RawBuilder<unknown>): RawBuilder<string> =>
  sql`(select ${sql.raw(awardValuesSql)} from ${awardJsonTables(viewer, page)})`;

/**
 * The tables of `awardValuesSql`. Who takes care of an award, and its legal hold, are for those who
 * may read its audit.
 */
const awardJsonTables = (viewer: Viewer, page: RawBuilder<unknown>) => sql`(${page}) managed_project
  left join person reviewer on reviewer.id = managed_project.reviewed_by
  left join person assignee on assignee.id = managed_project.assignee_id and ${auditedAwardsSql(viewer)}
  left join lateral (select managed_project.legal_hold_since as since,
      managed_project.legal_hold_reason as reason
    where managed_project.legal_hold_since is not null and ${auditedAwardsSql(viewer)}) hold on true
  left join project on project.id = managed_project.project_id
  left join customer on customer.id = project.customer_id
  cross join given`;
