import { type RawBuilder, sql } from 'kysely';
import type { ProjectChange } from '../award/award-decision.ts';
import { toSlug } from '../award/slug.ts';
import { insertSql, updateSql } from '../database/insert-update-sql.ts';
import { allocateShortNameSql } from './short-names.ts';

/*
 * The statements about the project of a decision, for `executeAsSingleStatement`: `project_now`
 * returns the project after the decision, with `id`, `short_name` and `credits`.
 */
const returnedColumns = sql`id, short_name, credits`;

export function projectSelectSql(id: number): { project_now: RawBuilder<unknown> } {
  return { project_now: sql`select ${returnedColumns} from project where id = ${id}` };
}

/** Creates or changes the project, and gives it a short name where the change has a pattern. */
export function projectUpsertSql(change: ProjectChange, now: string) {
  const { shortnamePattern } = change;
  if (!shortnamePattern) return { project_now: projectWriteSql(change, undefined, now) };
  return {
    short_name_now: allocateShortNameSql(shortnamePattern, now),
    project_now: projectWriteSql(change, sql`(select name from short_name_now)`, now),
  };
}

type ShortNameSql = RawBuilder<unknown> | undefined;

function projectWriteSql(
  change: ProjectChange,
  shortName: ShortNameSql,
  now: string,
): RawBuilder<unknown> {
  return change.kind === 'make'
    ? projectInsertSql(change, shortName, now)
    : projectUpdateSql(change, shortName);
}

function projectInsertSql(
  change: Extract<ProjectChange, { kind: 'make' }>,
  shortName: ShortNameSql,
  now: string,
): RawBuilder<unknown> {
  const row = insertSql('project', {
    uuid: change.uuid,
    customer_id: change.customerId,
    name: change.name,
    slug: toSlug(change.name),
    short_name: shortName ?? null,
    description: change.description,
    start_date: change.startDate,
    end_date: change.endDate,
    credits: change.credits,
    created: now,
  });
  return sql`${row} returning ${returnedColumns}`;
}

function projectUpdateSql(
  change: Exclude<ProjectChange, { kind: 'make' }>,
  shortName: ShortNameSql,
): RawBuilder<unknown> {
  const columns = {
    ...(shortName && { short_name: shortName }),
    ...(change.kind === 'update' && toProjectColumns(change)),
  };
  if (Object.keys(columns).length === 0) return projectSelectSql(change.projectId).project_now;
  return sql`${updateSql('project', columns)} where id = ${change.projectId} returning ${returnedColumns}`;
}

function toProjectColumns(change: Extract<ProjectChange, { kind: 'update' }>) {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.description !== undefined && { description: change.description }),
    ...(change.startDate !== undefined && { start_date: change.startDate }),
    ...(change.endDate !== undefined && { end_date: change.endDate }),
    ...(change.credits !== undefined && { credits: change.credits }),
  };
}
