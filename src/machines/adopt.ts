/* Links projects and accounts that a resource already has to those here. */

import { lockUnerasedPerson } from '../access/lock-unerased-person.ts';
import type { Transaction } from 'kysely';
import type { Type } from 'typebox';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { parsePersonShortName } from '../award/person-short-name.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { AppContext } from '../http/app-context.ts';
import type { Caller } from '../http/caller.ts';
import { parseUuid } from '../http/resource-urls.ts';
import { findShortName, setShortName } from '../people/person-short-names.ts';
import { findProjectNameProblem } from '../wanted-state/machine-names.ts';
import { updateWanted, updateWantedOfPerson } from '../wanted-state/update-wanted.ts';
import type { AdoptBody } from './resource-api-schema.ts';
import type { ResourceRow } from './resource-store.ts';

type AdoptContext = Pick<AppContext, 'db' | 'clock' | 'portal'>;
type Adoption = Type.Static<typeof AdoptBody>;

interface Change {
  caller: Caller;
  now: Date;
}

/**
 * Links what a resource has to projects and people here that have no short name yet: they get the
 * name that the machine knows. Nothing is sent. All or nothing. Throws BadInput.
 */
export async function adoptUnknown(
  { db, clock, portal }: AdoptContext,
  caller: Caller,
  resource: ResourceRow,
  { projects = [], people = [] }: Adoption,
): Promise<void> {
  const change = { caller, now: clock() };
  await runInTransaction(db, async (trx) => {
    for (const { short_name, user } of people) {
      const shortName = parsePersonShortName(short_name, portal(), 'people');
      await adoptPerson(trx, change, shortName, parseUuid(user, 'people'));
    }
    for (const { name, project } of projects) {
      await adoptProject(trx, change, resource, name, parseUuid(project, 'projects'));
    }
  });
}

async function adoptPerson(
  trx: Transaction<Database>,
  { caller, now }: Change,
  shortName: string,
  uuid: string,
): Promise<void> {
  const person = await trx
    .selectFrom('person')
    .select(['id', 'username'])
    .where('uuid', '=', uuid)
    .where('is_robot', '=', false)
    .executeTakeFirst();
  if (person === undefined) throw new BadInput('people', `There is no person ${uuid}.`);
  await lockUnerasedPerson(trx, person.id);
  const has = await findShortName(trx, person.id);
  if (has !== null) {
    throw new BadInput('people', `${person.username} has the short name ${has} already.`);
  }
  const actor = toActor(caller);
  await setShortName(trx, { personId: person.id, shortName, now: now.toISOString() });
  await recordChange(trx, actor, {
    at: now.toISOString(),
    action: 'person.changed',
    subject: { uuid, name: person.username },
    before: { short_name: null },
    after: { short_name: shortName },
  });
  await updateWantedOfPerson(trx, person.id, { now, actor });
}

async function adoptProject(
  trx: Transaction<Database>,
  { caller, now }: Change,
  resource: ResourceRow,
  name: string,
  uuid: string,
): Promise<void> {
  const problem = findProjectNameProblem(name);
  if (problem !== null) throw new BadInput('projects', problem);
  const removed = await trx
    .deleteFrom('unknown_project')
    .where('resource_id', '=', resource.id)
    .where('short_name', '=', name)
    .returning('local_name')
    .executeTakeFirst();
  if (removed === undefined) {
    throw new BadInput('projects', `${resource.name} was not seen to have a project ${name}.`);
  }
  const project = await giveShortName(trx, name, uuid);
  const actor = toActor(caller);
  await recordChange(trx, actor, {
    at: now.toISOString(),
    action: 'machine.adopted',
    subject: { uuid, name: `${name} on ${resource.name}` },
    before: { short_name: null },
    after: { short_name: name, local_name: removed.local_name },
  });
  await updateWanted(trx, [project.id], { now, actor });
}

async function giveShortName(
  trx: Transaction<Database>,
  name: string,
  uuid: string,
): Promise<{ id: number }> {
  try {
    const project = await trx
      .updateTable('project')
      .set({ short_name: name })
      .where('uuid', '=', uuid)
      .where('short_name', 'is', null)
      .where('is_removed', '=', false)
      .returning('id')
      .executeTakeFirst();
    if (project !== undefined) return project;
  } catch (error) {
    if (!isUniqueViolation(error, 'project_short_name_unique')) throw error;
    throw new BadInput('projects', `A project here has the short name ${name} already.`);
  }
  throw new BadInput('projects', `There is no project ${uuid} without a short name.`);
}
