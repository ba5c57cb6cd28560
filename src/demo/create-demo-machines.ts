/* Adds machines to the demo data: two resources, and the projects of its awards on them. */

import { type Kysely, sql, type Transaction } from 'kysely';
import { startActor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { updateWantedOfTemplate } from '../wanted-state/update-wanted.ts';
import { buildDemoDestination, demoDestinationsLike, demoResources } from './demo-resources.ts';
import { signInDemoMembers } from './sign-in-demo-members.ts';
import { storeDemoMachines } from './store-demo-machines.ts';

interface DemoOptions {
  /** Our portal's name. */
  portal: string;
  now: Date;
  /**
   * Who answers for the machines. `stand-in`: the demo's bridge, so that everything is really made and
   * collected. `nobody`: the database gets what agents would have answered. `own`: a bridge of the
   * operator; the same, and the resources are observed, so that nothing is sent.
   */
  bridge: 'stand-in' | 'own' | 'nobody';
}

const VOLUMES = ['projects', 'scratch'];
const YEAR_DAYS = 365;
const MIN_CREDITS_OF_A_YEAR = 250;

/** An account on one of the demo's machines, as agents name it. */
export interface DemoAccount {
  /** `brics.demo.clusters.ai` */
  instance: string;
  /** `ines.a1b.brics` */
  user: string;
}

/**
 * Lets members of the demo's awards sign in, and puts their projects on two resources. Larger
 * projects started a year ago. Without the stand-in their figures are stored as well. Returns how many
 * projects there are, and an account of the newest one, whose making should fail.
 */
export async function createDemoMachines(
  db: Kysely<Database>,
  options: DemoOptions,
): Promise<{ projects: number; failing: DemoAccount | null }> {
  return runInTransaction(db, async (trx) => {
    await signInDemoMembers(trx, options.now);
    for (const resource of demoResources) await addResource(trx, resource, options);
    await startEarlier(trx, options);
    if (options.bridge === 'stand-in') {
      return {
        projects: await beginDemoCollections(trx, options),
        failing: await findNewestAccount(trx, options),
      };
    }
    return { projects: await storeDemoMachines(trx, options), failing: null };
  });
}

async function addResource(
  trx: Transaction<Database>,
  { name, instance, secondsPerCredit, offerings }: (typeof demoResources)[number],
  { portal, now, bridge }: DemoOptions,
): Promise<void> {
  const { id } = await trx
    .insertInto('resource')
    .values({
      name,
      destination: buildDemoDestination(portal, instance),
      seconds_per_credit: secondsPerCredit,
      volumes: JSON.stringify(VOLUMES),
      mode: bridge === 'own' ? 'observe' : 'active',
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

/** So that there is a year to show, where the credits last for one. */
async function startEarlier(trx: Transaction<Database>, { now }: DemoOptions): Promise<void> {
  await sql`update project
    set start_date = ${now.toISOString()}::timestamptz::date - ${YEAR_DAYS}::integer
    where credits >= ${MIN_CREDITS_OF_A_YEAR} and id in (select project_id from machine_project)`.execute(
    trx,
  );
}

/** Has the figures of each project collected since its start, not only those of the last weeks. */
async function beginDemoCollections(
  trx: Transaction<Database>,
  { now }: DemoOptions,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into usage_collection (machine_project_id, first_day, due_at)
    select pair.id, coalesce(project.start_date, project.created::date), ${now.toISOString()}
    from machine_project pair join project on project.id = pair.project_id
    where pair.wanted = 'present'`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

async function findNewestAccount(
  trx: Transaction<Database>,
  { portal }: DemoOptions,
): Promise<DemoAccount | null> {
  const { rows } = await sql<DemoAccount>`
    select resource.destination as instance,
      member.short_name || '.' || project.short_name || '.' || ${portal}::text as "user"
    from machine_member member join machine_project pair on pair.id = member.machine_project_id
    join project on project.id = pair.project_id join resource on resource.id = pair.resource_id
    where member.wanted and pair.wanted = 'present'
    order by pair.id desc, member.short_name limit 1`.execute(trx);
  return rows[0] ?? null;
}

/** Has every project compared with what is on the demo's clusters. */
export async function checkDemoMachines(db: Kysely<Database>, now: Date): Promise<void> {
  await sql`update machine_project set check_requested = true, due_at = ${now.toISOString()}
    where resource_id in (select id from resource where destination like ${demoDestinationsLike})`.execute(
    db,
  );
}
