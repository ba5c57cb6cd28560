import { type RawBuilder, sql } from 'kysely';
import type { ProjectChange } from '../award/decision.ts';
import { slugOf } from '../award/slug.ts';
import { inserting, updating } from '../database/columns.ts';
import { takingShortName } from './short-names.ts';

/*
 * The statements about the project of a decision, for one `runTogether`: `project_now` returns it as
 * it is afterwards, with `id`, `short_name` and `credits`.
 */
const returned = sql`id, short_name, credits`;

export function keepingProject(id: number): { project_now: RawBuilder<unknown> } {
  return { project_now: sql`select ${returned} from project where id = ${id}` };
}

/** Makes or changes it, and names it where the change says by which pattern. */
export function changingProject(change: ProjectChange, now: string) {
  const { shortnamePattern } = change;
  if (!shortnamePattern) return { project_now: storing(change, undefined, now) };
  return {
    short_name_now: takingShortName(shortnamePattern, now),
    project_now: storing(change, sql`(select name from short_name_now)`, now),
  };
}

type ShortName = RawBuilder<unknown> | undefined;

function storing(change: ProjectChange, shortName: ShortName, now: string): RawBuilder<unknown> {
  return change.kind === 'make' ? making(change, shortName, now) : changing(change, shortName);
}

function making(
  change: Extract<ProjectChange, { kind: 'make' }>,
  shortName: ShortName,
  now: string,
): RawBuilder<unknown> {
  const row = inserting('project', {
    uuid: change.uuid,
    customer_id: change.customerId,
    name: change.name,
    slug: slugOf(change.name),
    short_name: shortName ?? null,
    description: change.description,
    start_date: change.startDate,
    end_date: change.endDate,
    credits: change.credits,
    created: now,
  });
  return sql`${row} returning ${returned}`;
}

function changing(
  change: Exclude<ProjectChange, { kind: 'make' }>,
  shortName: ShortName,
): RawBuilder<unknown> {
  const columns = {
    ...(shortName && { short_name: shortName }),
    ...(change.kind === 'update' && columnsOf(change)),
  };
  if (Object.keys(columns).length === 0) return keepingProject(change.projectId).project_now;
  return sql`${updating('project', columns)} where id = ${change.projectId} returning ${returned}`;
}

function columnsOf(change: Extract<ProjectChange, { kind: 'update' }>) {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.description !== undefined && { description: change.description }),
    ...(change.startDate !== undefined && { start_date: change.startDate }),
    ...(change.endDate !== undefined && { end_date: change.endDate }),
    ...(change.credits !== undefined && { credits: change.credits }),
    ...(change.isRemoved !== undefined && { is_removed: change.isRemoved }),
  };
}
