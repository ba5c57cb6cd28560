import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type Caller, canReadEverything } from '../http/caller.ts';

/** The people of a project on a resource, as reports name them (`alice.a6a.brics`). */
export interface ReportUsers {
  /** The UserIdentifier of each local name. */
  byLocalName: Map<string, string>;
  /** The same of each short name. */
  byShortName: Map<string, string>;
}

/**
 * The people of several projects on resources, by `machine_project.id`, also those who left. Accounts
 * that nobody here knows are for staff and support. `projects` has the project's name on the machines
 * (`a6a.brics`) of each.
 */
export async function loadReportUsers(
  db: Kysely<Database>,
  caller: Caller,
  projects: ReadonlyMap<number, string>,
): Promise<Map<number, ReportUsers>> {
  const users = new Map<number, ReportUsers>();
  for (const id of projects.keys()) {
    users.set(id, { byLocalName: new Map(), byShortName: new Map() });
  }
  const { rows } = await sql<{ id: number; local_name: string; short_name: string }>`
    select machine_project.id, local_account.local_name, local_account.short_name
    from machine_project
    join local_account on local_account.resource_id = machine_project.resource_id
      and local_account.project_id = machine_project.project_id
    where machine_project.id = any(${[...projects.keys()]}::bigint[])
      and (local_account.person_id is not null or ${canReadEverything(caller)})
    order by local_account.last_seen desc, local_account.local_name`.execute(db);
  for (const { id, local_name, short_name } of rows) {
    const identifier = `${short_name}.${projects.get(id)}`;
    users.get(id)?.byLocalName.set(local_name, identifier);
    users.get(id)?.byShortName.set(short_name, identifier);
  }
  return users;
}
