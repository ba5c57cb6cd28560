import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ReviewState } from '../award/award-enums.ts';
import { toContainsPattern, toPrefixPattern } from '../http/filter-parameters.ts';

/** The filters of the list of awards (docs/rules/api.md, Filters). */
export interface AwardFilter {
  identifier?: string | undefined;
  localIdentifier?: string | undefined;
  /** An award must have every one, so more than one finds nothing. */
  projectUuids?: string[];
  templateUuids?: string[];
  states?: ReviewState[] | undefined;
  query?: string | undefined;
  /** Leaves out awards that cannot be approved before this time. */
  notEmbargoedAt?: string | undefined;
}

/** The condition that an award meets these filters. */
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
 * The trigram index gets only the part before the dot: many awards share the awarding portal after
 * it, so the index would read all of them without narrowing anything.
 */
function identifierContainsSql(text: string): RawBuilder<SqlBool> {
  const dot = text.indexOf('.');
  const prefix = dot >= MIN_PREFIX_LENGTH ? text.slice(0, dot + 1) : text;
  const contains = sql<SqlBool>`identifier ilike ${toContainsPattern(prefix)}`;
  if (prefix === text) return contains;
  return sql`(${contains} and identifier || '' ilike ${toContainsPattern(text)})`;
}

/** Two characters and the end of their word make a trigram. */
const MIN_PREFIX_LENGTH = 2;

/** Fewer characters make no trigram, so a search for them would read every award and project. */
const MIN_CONTAINS_LENGTH = 3;

/** Each column is searched through its own index; a single "or" over them would use none. */
function awardSearchSql(text: string): RawBuilder<SqlBool> {
  const matches =
    [...text].length < MIN_CONTAINS_LENGTH
      ? startsWithSql(text)
      : (column: string) => sql<SqlBool>`${sql.ref(column)} ilike ${toContainsPattern(text)}`;
  const matchesIdentifier =
    [...text].length < MIN_CONTAINS_LENGTH ? matches('identifier') : identifierContainsSql(text);
  return sql`managed_project.id in (
    select id from managed_project where ${matchesIdentifier}
    union all select id from managed_project where ${matches('name')}
    ${[...text].length < MIN_CONTAINS_LENGTH ? sql`` : memberSearchSql(text)}
    union all select a.id from project_template t join managed_project a on a.template_id = t.id
      where ${matches('t.name')} or ${matches('t.offering')}
    union all select a.id from project p join managed_project a on a.project_id = p.id
      where ${matches('p.name')})`;
}

/** Emails of members, references, calls and renewed awards, of which nobody knows how they begin. */
function memberSearchSql(text: string): RawBuilder<unknown> {
  return sql`union all select id from managed_project
    where search_text ilike ${toContainsPattern(text)}`;
}

/** Whether a column begins with the text, in any case, by an index on its lower case. */
function startsWithSql(text: string): (column: string) => RawBuilder<SqlBool> {
  const pattern = toPrefixPattern(text);
  return (column) => sql`lower(${sql.ref(column)}) like lower(${pattern})`;
}
