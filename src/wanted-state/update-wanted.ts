import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type Actor, scheduleActor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { computeWanted } from './compute-wanted.ts';
import { findWantedChanges } from './find-wanted-changes.ts';
import { loadWantedInputs } from './load-wanted-input.ts';
import { storeWanted } from './store-wanted.ts';

export interface WantedUpdate {
  now: Date;
  /** Whose change it is; the schedule by default. */
  actor?: Actor;
}

/** The most projects of one statement: its JSON stays small. */
const BATCH_SIZE = 500;

/**
 * Brings what is wanted on the machines in line with these projects, their awards and members, in
 * the transaction that changed them (docs/rules/machines.md, M4.3). The projects are locked, in the
 * order of their ids: else two changes at once would each miss the other. Returns how many rows
 * changed. Without a resource it is one statement.
 */
export async function updateWanted(
  trx: Transaction<Database>,
  projectIds: readonly number[],
  { now, actor = scheduleActor }: WantedUpdate,
): Promise<number> {
  const ids = [...new Set(projectIds)].sort((one, other) => one - other);
  let changed = 0;
  for (let start = 0; start < ids.length; start += BATCH_SIZE) {
    const locked = await lockProjects(trx, ids.slice(start, start + BATCH_SIZE));
    if (locked.length === 0) continue;
    const projects = await loadWantedInputs(trx, locked);
    const changes = projects.flatMap((project) =>
      findWantedChanges(project, computeWanted(project, now)),
    );
    await storeWanted(trx, changes, { actor, now });
    changed += changes.length;
  }
  return changed;
}

/** Locks and returns those of the projects that have or may get a row for a machine. */
async function lockProjects(trx: Transaction<Database>, ids: number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from project where id = any(${ids}::bigint[])
      and (exists (select from machine_project where machine_project.project_id = project.id)
        or exists (select from managed_project award
          join template_resource on template_resource.template_id = award.template_id
          where award.project_id = project.id))
    order by id for no key update`.execute(trx);
  return rows.map(({ id }) => id);
}

/** The same for every project in which a person has a role or is known to a machine. */
export async function updateWantedOfPerson(
  trx: Transaction<Database>,
  personId: number,
  update: WantedUpdate,
): Promise<number> {
  const projects = sql<{ id: number }>`
    select project_id as id from project_role where person_id = ${personId}
    union select pair.project_id from machine_member member
      join machine_project pair on pair.id = member.machine_project_id
      where member.person_id = ${personId}`;
  return updateWantedOfEach(trx, projects, update);
}

/** The same for every project of a template's awards, and where the template's resources were. */
export async function updateWantedOfTemplate(
  trx: Transaction<Database>,
  templateId: number,
  update: WantedUpdate,
): Promise<number> {
  const projects = sql<{ id: number }>`select project_id as id from managed_project
    where template_id = ${templateId} and project_id is not null`;
  return updateWantedOfEach(trx, projects, update);
}

/** The same for every project that a resource has or may get. */
export async function updateWantedOfResource(
  trx: Transaction<Database>,
  resourceId: number,
  update: WantedUpdate,
): Promise<number> {
  const projects = sql<{ id: number }>`
    select project_id as id from machine_project where resource_id = ${resourceId}
    union select award.project_id from managed_project award
      join template_resource on template_resource.template_id = award.template_id
      where template_resource.resource_id = ${resourceId} and award.project_id is not null`;
  return updateWantedOfEach(trx, projects, update);
}

async function updateWantedOfEach(
  trx: Transaction<Database>,
  projects: RawBuilder<{ id: number }>,
  update: WantedUpdate,
): Promise<number> {
  const { rows } = await projects.execute(trx);
  const ids = rows.map(({ id }) => id);
  return updateWanted(trx, ids, update);
}

/**
 * Updates the projects for which a start, an end or a grace period has come. Replicas may run it at
 * once. Returns how many rows changed.
 */
export async function updateDueWanted(db: Kysely<Database>, now: Date): Promise<number> {
  let changed = 0;
  for (let previous: number[] = []; ; ) {
    const { rows } = await sql<{ id: number }>`select distinct project_id as id from machine_project
      where recheck_at <= ${now.toISOString()}::timestamptz
      order by project_id limit ${BATCH_SIZE}`.execute(db);
    const ids = rows.map(({ id }) => id);
    // The same again: their time stays due, so another round would never end.
    if (ids.length === 0 || ids.join() === previous.join()) return changed;
    previous = ids;
    changed += await runInTransaction(db, (trx) => updateWanted(trx, ids, { now }));
  }
}
