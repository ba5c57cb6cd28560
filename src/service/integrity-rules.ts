import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/*
 * What must be true of the database whatever happened to the processes. Written as plain SQL,
 * apart from the code that decides, so that a fault there cannot hide here.
 */
interface IntegrityRule {
  description: string;
  query: string;
}

/** Entries of decisions: refusals of strangers and what others notify of are none. */
const isDecisionSql = `(version is not null or previous_details is not null or new_details is not null)`;

/** The last decision about each award; from before migration 0006 it says nothing of afterwards. */
const lastDecisionSql = `with last as (
  select distinct on (identifier, destination)
    identifier, destination, version, state, project_id, credits
  from audit_entry where ${isDecisionSql} order by identifier, destination, id desc)`;

/** Each decision beside the one before it about the same award. */
const decisionHistorySql = `with told as (
  select id, identifier, destination, version, state, project_id, event_type,
    lag(version) over award as version_before,
    lag(state) over award as state_before, lag(project_id) over award as project_before
  from audit_entry where ${isDecisionSql}
  window award as (partition by identifier, destination order by id))`;

export const integrityRules: readonly IntegrityRule[] = [
  {
    description: 'Two awards share one address',
    query: `select identifier || ' ' || destination as what from managed_project
      group by identifier, destination having count(*) > 1`,
  },
  {
    description: 'Two awards share one offering and identifier',
    query: `select identifier || ' on ' || offering as what from managed_project
      group by identifier, offering having count(*) > 1`,
  },
  {
    description: 'Two awards manage one project',
    query: `select project_id::text as what from managed_project
      where project_id is not null group by project_id having count(*) > 1`,
  },
  {
    description: 'Two projects share one short name',
    query: `select short_name as what from project
      where short_name is not null group by short_name having count(*) > 1`,
  },
  {
    description: 'An approved award has no project',
    query: `select identifier || ' ' || destination as what from managed_project
      where state = 'approved' and project_id is null`,
  },
  {
    description: 'An approved award has a project without a short name',
    query: `select identifier || ' ' || destination as what from managed_project a
      join project p on p.id = a.project_id where a.state = 'approved' and p.short_name is null`,
  },
  {
    description: 'A decided award names nobody who decided',
    query: `select identifier || ' ' || destination as what from managed_project
      where state in ('approved', 'rejected') and (reviewed_by is null or reviewed_at is null)`,
  },
  {
    description: 'A draft was left behind',
    query: `select identifier || ' ' || destination as what from managed_project
      where state = 'draft'`,
  },
  {
    description: 'An award keeps a key',
    query: `select identifier || ' ' || destination as what from managed_project
      where details ->> 'key' is not null`,
  },
  {
    description: 'An audit entry keeps a key',
    query: `select id::text as what from audit_entry
      where previous_details ->> 'key' is not null or new_details ->> 'key' is not null`,
  },
  {
    description: 'An award has no audit entry of its arrival',
    query: `select identifier || ' ' || destination as what from managed_project a
      where not exists (select from audit_entry e where e.identifier = a.identifier
        and e.destination = a.destination and e.event_type = 'created')`,
  },
  {
    description: 'An approved award has no audit entry of its approval',
    query: `select identifier || ' ' || destination as what from managed_project a
      where state = 'approved' and not exists (select from audit_entry e
        where e.identifier = a.identifier and e.destination = a.destination
          and e.event_type = 'approved')`,
  },
  {
    description: 'The state of an award is not that of its last decision',
    query: `${lastDecisionSql} select a.identifier || ' ' || a.destination as what from managed_project a
      join last on last.identifier = a.identifier and last.destination = a.destination
      where last.version is not null and a.state is distinct from last.state`,
  },
  {
    description: 'The project of an award is not that of its last decision',
    query: `${lastDecisionSql} select a.identifier || ' ' || a.destination as what from managed_project a
      join last on last.identifier = a.identifier and last.destination = a.destination
      where last.version is not null and a.project_id is distinct from last.project_id`,
  },
  {
    description: 'A project has credits that no decision explains',
    query: `${lastDecisionSql} select p.uuid || ' of ' || a.identifier || ' ' || a.destination as what
      from managed_project a join project p on p.id = a.project_id
      join last on last.identifier = a.identifier and last.destination = a.destination
      where last.project_id = p.id and p.credits is distinct from last.credits`,
  },
  {
    description: 'An award was changed by what is no decision in the audit',
    query: `${lastDecisionSql} select a.identifier || ' ' || a.destination as what from managed_project a
      join last on last.identifier = a.identifier and last.destination = a.destination
      where a.version <> last.version`,
  },
  {
    description: 'An award is gone that nobody deleted',
    query: `${lastDecisionSql} select last.identifier || ' ' || last.destination as what from last
      where last.state is not null and not exists (select from managed_project a
        where a.identifier = last.identifier and a.destination = last.destination)`,
  },
  {
    description: 'Two awards were given one project',
    query: `${lastDecisionSql} select project_id::text as what from last
      where project_id is not null group by project_id having count(*) > 1`,
  },
  {
    description: 'Decisions about an award are missing in the audit',
    query: `${decisionHistorySql} select distinct identifier || ' ' || destination as what from told
      where (version not in (version_before, version_before + 1)
          and not (version = 1 and state_before is null))
        or (event_type = 'created' and state_before is not null)`,
  },
  {
    // Some decisions have two: an arrival, and what was decided about it at once.
    description: 'A decision lacks one of its audit entries',
    query: `${decisionHistorySql}, part as (
        select *, count(*) filter (where version is distinct from version_before)
          over (partition by identifier, destination order by id) as decision from told)
      select identifier || ' ' || destination as what from part
      where version is not null group by identifier, destination, decision, version
      having (version = 1 and not bool_or(event_type = 'created'))
        or (bool_or(state in ('approved', 'rejected')) and not bool_or(event_type = state)
          and (version = 1 or bool_or(state <> state_before)))
        or (version = 1 and bool_or(state = 'pending' and project_id is not null)
          and not bool_or(event_type = 'project_attached'))`,
  },
  {
    description: 'An award was given a project while it had another',
    query: `${decisionHistorySql} select distinct identifier || ' ' || destination as what from told
      where project_id <> project_before`,
  },
  {
    description: 'An award names as its reviewer who did not decide last',
    query: `select a.identifier || ' ' || a.destination as what from managed_project a
      join lateral (select performed_by from audit_entry e where e.identifier = a.identifier
        and e.destination = a.destination and e.action in ('approved', 'rejected')
        order by e.id desc limit 1) decision on true
      where a.state in ('approved', 'rejected') and a.reviewed_by <> decision.performed_by`,
  },
  {
    description: 'The details of an award are not those of its last audit entry',
    query: `select a.identifier || ' ' || a.destination as what from managed_project a
      join lateral (select new_details from audit_entry e where e.identifier = a.identifier
        and e.destination = a.destination and e.new_details is not null
        order by e.id desc limit 1) last on true
      where last.new_details <> a.details`,
  },
  {
    description: 'The counts of awards are not those of the awards',
    query: `select template_id || ' ' || state as what from (
        select template_id, state, 1 as awards from managed_project
        union all select template_id, state, -awards from award_count) counted
      group by template_id, state having sum(awards) <> 0`,
  },
  {
    description: 'The counts of projects are not those of the projects',
    query: `select customer_id::text as what from (
        select customer_id, 1 as projects from project where not is_removed
        union all select customer_id, -projects from project_count) counted
      group by customer_id having sum(projects) <> 0`,
  },
];

/** So many of each are named. */
const MAX_LISTED_VIOLATIONS = 20;

/**
 * Every flaw found, as a line for the operator; empty where the database is sound. All is looked
 * at as it is at one moment, for as long as it takes. `say` hears what is looked for.
 */
export async function findViolations(
  db: Kysely<Database>,
  say: (words: string) => void = () => undefined,
): Promise<string[]> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx);
      await sql`set local work_mem = '64MB'`.execute(trx);
      return findViolationsInTransaction(trx, say);
    });
}

/** The same, as a transaction sees the database. */
export async function findViolationsInTransaction(
  trx: Transaction<Database>,
  say: (words: string) => void = () => undefined,
): Promise<string[]> {
  const found: string[] = [];
  for (const flaw of integrityRules) {
    say(flaw.description);
    found.push(...(await findRuleViolations(trx, flaw)));
  }
  return found;
}

async function findRuleViolations(
  trx: Transaction<Database>,
  { description: words, query }: IntegrityRule,
): Promise<string[]> {
  const { rows } = await sql
    .raw<{ what: string }>(`${query} limit ${MAX_LISTED_VIOLATIONS + 1}`)
    .execute(trx);
  const lines = rows.slice(0, MAX_LISTED_VIOLATIONS).map(({ what }) => `${words}: ${what}`);
  return rows.length > MAX_LISTED_VIOLATIONS ? [...lines, `${words}: and more`] : lines;
}
