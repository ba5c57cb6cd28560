/* Adds machines to the demo data: two resources, where projects are on them, and what they used. */

import { type Kysely, sql, type Transaction } from 'kysely';
import { startActor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { storeStorage } from '../usage/storage-store.ts';
import { storeUsage } from '../usage/usage-store.ts';
import { updateWantedOfTemplate } from '../wanted-state/update-wanted.ts';
import { signInDemoMembers } from './sign-in-demo-members.ts';
import { createDemoStorage, createDemoUsage, type DemoPair } from './demo-figures.ts';

interface DemoOptions {
  /** Our portal's name. */
  portal: string;
  now: Date;
  /** Whether a bridge is connected: then the resources are observed, so that nothing is sent. */
  hasBridge: boolean;
}

/** The provider of the destinations is no real one. */
const resources = [
  { name: 'Isambard AI', instance: 'ai', secondsPerCredit: '3600', offerings: ['isambard-ai'] },
  {
    name: 'Isambard 3',
    instance: 'i3',
    secondsPerCredit: '3600',
    offerings: ['isambard3', 'dawn'],
  },
] as const;

const VOLUMES = ['projects', 'scratch'];
const YEAR_DAYS = 365;

/**
 * Lets members of the demo's awards sign in, and puts their projects on two resources as if agents had made them, with what their
 * members used and stored since they started: a year for every third of them. One project needs
 * attention. Returns how many projects have figures.
 */
export async function createDemoMachines(
  db: Kysely<Database>,
  options: DemoOptions,
): Promise<number> {
  return runInTransaction(db, async (trx) => {
    await signInDemoMembers(trx, options.now);
    for (const resource of resources) await addResource(trx, resource, options);
    const pairs = await markPresent(trx, options);
    for (const pair of pairs) await addFigures(trx, pair, options);
    await markFailed(trx, options);
    return pairs.length;
  });
}

async function addResource(
  trx: Transaction<Database>,
  { name, instance, secondsPerCredit, offerings }: (typeof resources)[number],
  { portal, now, hasBridge }: DemoOptions,
): Promise<void> {
  const { id } = await trx
    .insertInto('resource')
    .values({
      name,
      destination: `${portal}.demo.clusters.${instance}`,
      seconds_per_credit: secondsPerCredit,
      volumes: JSON.stringify(VOLUMES),
      mode: hasBridge ? 'observe' : 'active',
      created: now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const templates = await trx
    .selectFrom('project_template')
    .select('id')
    .where('offering', 'in', [...offerings])
    .execute();
  for (const template of templates) {
    await trx
      .insertInto('template_resource')
      .values({ template_id: template.id, resource_id: id, quota_mapping: '{}' })
      .execute();
    await updateWantedOfTemplate(trx, template.id, { now, actor: startActor });
  }
}

/** Stores what agents would have proved, and the local names that figures come by. */
async function markPresent(trx: Transaction<Database>, { now }: DemoOptions): Promise<DemoPair[]> {
  const at = now.toISOString();
  await sql`update project set start_date = ${at}::timestamptz::date - ${YEAR_DAYS}::integer
    where id % 3 = 0 and id in (select project_id from machine_project)`.execute(trx);
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

async function addFigures(
  trx: Transaction<Database>,
  pair: DemoPair,
  { now }: DemoOptions,
): Promise<void> {
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
async function markFailed(trx: Transaction<Database>, { now }: DemoOptions): Promise<void> {
  await sql`update machine_project set needs_attention = true, tries = 3, seen_version = 0,
      last_error = 'RuntimeError{Slurm does not answer}', last_error_kind = 'failed',
      last_error_at = ${now.toISOString()}
    where id = (select max(id) from machine_project where wanted = 'present')`.execute(trx);
}
