/* What agents of the demo's machines would have answered, where no stand-in of them runs. */

import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { storeStorage } from '../usage/storage-store.ts';
import { storeUsage } from '../usage/usage-store.ts';
import { createDemoStorage, createDemoUsage, type DemoPair } from './demo-figures.ts';

/**
 * Stores the projects on the demo's resources as present, with what their members used and stored
 * since they started. One project needs attention. Returns how many projects have figures.
 */
export async function storeDemoMachines(
  trx: Transaction<Database>,
  { now }: { now: Date },
): Promise<number> {
  const pairs = await markPresent(trx, now);
  for (const pair of pairs) await addFigures(trx, pair, now);
  await markFailed(trx, now);
  return pairs.length;
}

/** Stores what agents would have proved, and the local names that figures come by. */
async function markPresent(trx: Transaction<Database>, now: Date): Promise<DemoPair[]> {
  const at = now.toISOString();
  const { rows } = await sql<DemoPair>`
    update machine_project pair set seen = pair.wanted, seen_at = ${at}, seen_proof = 'get_users',
      seen_version = pair.wanted_version, reached_at = ${at}, due_at = null,
      seen_blocked = pair.wanted = 'blocked', seen_limit = pair.wanted_limit, seen_limit_at = ${at},
      seen_members_at = ${at}, local_name = 'demo.' || project.short_name,
      present_since = project.start_date::timestamptz
    from project where project.id = pair.project_id and pair.wanted = 'present'
    returning pair.id, pair.resource_id as "resourceId", project.short_name as "shortName",
      coalesce(project.start_date, project.created::date) as "startDate", pair.wanted_limit as limit,
      array(select member.short_name from machine_member member
        where member.machine_project_id = pair.id and member.wanted
        order by member.short_name) as members`.execute(trx);
  await sql`update machine_member member set seen = 'present', seen_at = ${at},
      seen_proof = 'is_user_added', local_name = member.short_name || '.' || project.short_name
    from machine_project pair join project on project.id = pair.project_id
    where pair.id = member.machine_project_id and pair.wanted = 'present' and member.wanted`.execute(
    trx,
  );
  await sql`insert into local_account (resource_id, local_name, short_name, project_id, person_id,
      local_group, first_seen, last_seen)
    select pair.resource_id, member.local_name, member.short_name, pair.project_id, member.person_id,
      pair.local_name, ${at}, ${at}
    from machine_member member join machine_project pair on pair.id = member.machine_project_id
    where member.local_name is not null`.execute(trx);
  return rows;
}

async function addFigures(trx: Transaction<Database>, pair: DemoPair, now: Date): Promise<void> {
  const at = now.toISOString();
  await trx
    .insertInto('usage_collection')
    .values({
      machine_project_id: pair.id,
      first_day: pair.startDate,
      due_at: at,
      collected_at: at,
    })
    .execute();
  const names = { machineProjectId: pair.id, resourceId: pair.resourceId };
  await storeUsage(trx, names, createDemoUsage(pair, now));
  for (const snapshot of createDemoStorage(pair, now)) await storeStorage(trx, pair.id, snapshot);
}

/** The newest project on the first resource: its members could not be made. */
async function markFailed(trx: Transaction<Database>, now: Date): Promise<void> {
  await sql`update machine_project set needs_attention = true, tries = 3, seen_version = 0,
      last_error = 'RuntimeError{Slurm does not answer}', last_error_kind = 'failed',
      last_error_at = ${now.toISOString()}
    where id = (select max(id) from machine_project where wanted = 'present')`.execute(trx);
}
