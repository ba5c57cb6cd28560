import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ReviewState } from '../award/enums.ts';
import { toContainsPattern } from '../http/filter-parameters.ts';

/** What a list is asked for (api.md, Filters). */
export interface AwardFilter {
  identifier?: string | undefined;
  localIdentifier?: string | undefined;
  /** All of these; more than one finds nothing. */
  projectUuids?: string[];
  templateUuids?: string[];
  states?: ReviewState[] | undefined;
  query?: string | undefined;
  /** Leaves out what cannot be approved at this time yet. */
  notEmbargoedAt?: string | undefined;
}

/** Which awards these filters leave. */
export function awardFilterSql(
  filter: AwardFilter,
  portal: string | RawBuilder<string>,
): RawBuilder<SqlBool> {
  const {
    identifier,
    localIdentifier,
    projectUuids = [],
    templateUuids = [],
    states = [],
    query,
    notEmbargoedAt,
  } = filter;
  const conditions = [
    sql`true`,
    identifier !== undefined && identifierContainsSql(identifier),
    localIdentifier !== undefined &&
      sql`project_id in (select id from project
        where short_name || '.' || ${portal} ilike ${toContainsPattern(localIdentifier)})`,
    ...projectUuids.map((uuid) => sql`project_id = (select id from project where uuid = ${uuid})`),
    ...templateUuids.map(
      (uuid) => sql`template_id = (select id from project_template where uuid = ${uuid})`,
    ),
    states.length > 0 && sql`state in (${sql.join(states.map((state) => sql.lit(state)))})`,
    query !== undefined && awardSearchSql(query),
    notEmbargoedAt !== undefined &&
      sql`(earliest_approve is null or earliest_approve <= ${notEmbargoedAt})`,
  ].filter((condition) => condition !== false);
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/**
 * The index is asked only for what stands before the dot: a great many awards share the awarding
 * portal behind it, so the index would go through them all and find nothing by it.
 */
function identifierContainsSql(text: string): RawBuilder<SqlBool> {
  const dot = text.indexOf('.');
  const telling = dot >= MIN_PREFIX_LENGTH ? text.slice(0, dot + 1) : text;
  const contains = sql<SqlBool>`identifier ilike ${toContainsPattern(telling)}`;
  if (telling === text) return contains;
  return sql`(${contains} and identifier || '' ilike ${toContainsPattern(text)})`;
}

/** Two letters and the end of their word are a trigram. */
const MIN_PREFIX_LENGTH = 2;

/** Each place that is searched through its own index: one "or" over them would use none. */
function awardSearchSql(text: string): RawBuilder<SqlBool> {
  const pattern = toContainsPattern(text);
  return sql`managed_project.id in (
    select id from managed_project where ${identifierContainsSql(text)}
    union all select id from managed_project where name ilike ${pattern}
    union all select a.id from project_template t join managed_project a on a.template_id = t.id
      where t.name ilike ${pattern}
    union all select a.id from project p join managed_project a on a.project_id = p.id
      where p.name ilike ${pattern})`;
}
