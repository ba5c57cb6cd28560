import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { auditedAwardsSql, visiblePeopleSql } from '../access/visibility-sql.ts';
import type { ReviewState } from '../award/award-enums.ts';
import type { WaitingReasonCode } from '../award/waiting-reason.ts';
import type { Viewer } from '../http/caller.ts';
import { toContainsPattern, toPrefixPattern } from '../http/filter-parameters.ts';
import { templateFilterSql } from './award-counts.ts';

/** Stands for an assignee in filters: nobody takes care of the award. */
export const NO_ASSIGNEE = 'none';

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
  /** One of them. */
  portals?: readonly string[] | undefined;
  offerings?: readonly string[] | undefined;
  calls?: readonly string[] | undefined;
  reasons?: readonly WaitingReasonCode[] | undefined;
  /** A reviewer's UUID, or `none`: nobody takes care of it. */
  assigneeUuid?: string | undefined;
  /** Awards that name this person as a member. */
  memberUuid?: string | undefined;
  /** Awards with an internal note that mentions this person. */
  mentionedUuid?: string | undefined;
  /** Only awards under legal hold whose audit the viewer may read. */
  isUnderLegalHold?: true | undefined;
  ranges?: readonly AwardRange[];
}

/** A bound of a column of `managed_project`, included. */
export interface AwardRange {
  column: 'created' | 'waiting_since' | 'start_day' | 'end_day' | 'requested_credits';
  isLowest: boolean;
  value: string;
}

/** The condition that an award meets these filters. */
export function awardFilterSql(
  filter: AwardFilter,
  portal: string | RawBuilder<string>,
  viewer: Viewer,
): RawBuilder<SqlBool> {
  const {
    identifier,
    localIdentifier,
    projectUuids = [],
    templateUuids = [],
    states = [],
    query,
    notEmbargoedAt,
    calls = [],
    reasons = [],
    assigneeUuid,
    memberUuid,
    mentionedUuid,
    isUnderLegalHold,
    ranges = [],
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
    ...templateFilterSql(filter),
    calls.length > 0 && sql`call_id in (${sql.join(calls)})`,
    reasons.length > 0 &&
      sql`(state = 'pending' and (${sql.join(reasons.map(hasReasonSql), sql` or `)}))`,
    assigneeUuid !== undefined && assigneeSql(assigneeUuid, viewer),
    memberUuid !== undefined && memberSql(memberUuid, viewer),
    mentionedUuid !== undefined && mentionedSql(mentionedUuid, viewer),
    isUnderLegalHold && sql`(legal_hold_since is not null and ${auditedAwardsSql(viewer)})`,
    ...ranges.map(rangeSql),
  ].filter((condition) => condition !== false && condition !== undefined);
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

const hasReasonSql = (code: WaitingReasonCode) =>
  sql`waiting_reasons @> ${JSON.stringify([{ code }])}::jsonb`;

/** Who takes care of an award is for those who may read its audit. */
function assigneeSql(uuid: string, viewer: Viewer): RawBuilder<SqlBool> {
  const condition =
    uuid === NO_ASSIGNEE
      ? sql`assignee_id is null`
      : sql`assignee_id = (select id from person where uuid = ${uuid})`;
  return sql`(${condition} and ${auditedAwardsSql(viewer)})`;
}

/** By every email that the person has signed in with; finds nothing of people whom the viewer may not see. */
function memberSql(uuid: string, viewer: Viewer): RawBuilder<SqlBool> {
  return sql`member_emails && array(
    select lower(person.email) from person
      where uuid = ${uuid} and email <> '' and ${visiblePeopleSql(viewer)}
    union select known.email from person_email known join person on person.id = known.person_id
      where person.uuid = ${uuid} and ${visiblePeopleSql(viewer)})`;
}

/** Internal notes are for those who may read the audit of their award. */
function mentionedSql(uuid: string, viewer: Viewer): RawBuilder<SqlBool> {
  return sql`((identifier, destination) in (
      select note.identifier, note.destination from internal_note note
        join internal_note_mention mention on mention.note_id = note.id
        join person on person.id = mention.person_id where person.uuid = ${uuid})
    and ${auditedAwardsSql(viewer)})`;
}

const rangeColumns: Record<AwardRange['column'], RawBuilder<unknown>> = {
  created: sql.ref('managed_project.created'),
  waiting_since: sql.ref('managed_project.waiting_since'),
  start_day: sql.ref('managed_project.start_day'),
  end_day: sql.ref('managed_project.end_day'),
  // Without an allocation nothing is asked for.
  requested_credits: sql`coalesce(managed_project.requested_credits, 0)`,
};

const rangeSql = ({ column, isLowest, value }: AwardRange): RawBuilder<SqlBool> =>
  sql`${rangeColumns[column]} ${isLowest ? sql`>=` : sql`<=`} ${value}`;

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
