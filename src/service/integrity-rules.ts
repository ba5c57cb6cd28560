import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/*
 * What must be true of the database whatever happened to the processes. In plain SQL and independent
 * of the code that decides, so that a fault there is found here.
 */
interface IntegrityRule {
  description: string;
  query: string;
}

/** Audit entries of decisions, not of refused messages or received notifications. */
const isDecisionSql = `(version is not null or previous_details is not null
  or new_details is not null or details_change is not null)`;

/** The last decision about each award. Entries before migration 0006 have no state after it. */
const lastDecisionSql = `with last as (
  select distinct on (identifier, destination)
    identifier, destination, version, state, project_id, credits
  from audit_entry where ${isDecisionSql} order by identifier, destination, id desc)`;

/** Each decision with the one before it about the same award. */
const decisionHistorySql = `with decision as (
  select id, identifier, destination, version, state, project_id, event_type, action,
    lag(version) over award as version_before,
    lag(state) over award as state_before, lag(project_id) over award as project_before
  from audit_entry where ${isDecisionSql}
  window award as (partition by identifier, destination order by id))`;

/** An award's stored JSON as values, and what each must be; null is stored as an empty text. */
const storedJsonSql = `with stored as (
  select *, string_to_array(stored_json, e'\\x01') as value,
    array(select to_json(key)::text || ':' || field::text
      from jsonb_each(details) as detail (key, field)) as fields
  from managed_project)`;
const utcJsonSql = (time: string): string =>
  `coalesce('"' || to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"', '')`;
const jsonTextSql = (text: string): string => `coalesce(to_json(${text})::text, '')`;

export const integrityRules: readonly IntegrityRule[] = [
  {
    description: 'Two awards have the same key',
    query: `select identifier || ' ' || destination as what from managed_project
      group by identifier, destination having count(*) > 1`,
  },
  {
    description: 'Two awards have the same offering and identifier',
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
    description: 'A decided award has no reviewer or review time',
    query: `select identifier || ' ' || destination as what from managed_project
      where state in ('approved', 'rejected') and (reviewed_by is null or reviewed_at is null)`,
  },
  {
    description: 'An award is a draft',
    query: `select identifier || ' ' || destination as what from managed_project
      where state = 'draft'`,
  },
  {
    description: 'An award contains a template key',
    query: `select identifier || ' ' || destination as what from managed_project
      where details ->> 'key' is not null`,
  },
  {
    description: 'An audit entry contains a template key',
    query: `select id::text as what from audit_entry
      where previous_details ->> 'key' is not null or new_details ->> 'key' is not null
        or jsonb_path_exists(details_change, '$.*.fields.key.set ? (@ != null)')`,
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
    description: 'The state of an award differs from its last decision',
    query: `${lastDecisionSql} select a.identifier || ' ' || a.destination as what from managed_project a
      join last on last.identifier = a.identifier and last.destination = a.destination
      where last.version is not null and a.state is distinct from last.state`,
  },
  {
    description: 'The project of an award differs from its last decision',
    query: `${lastDecisionSql} select a.identifier || ' ' || a.destination as what from managed_project a
      join last on last.identifier = a.identifier and last.destination = a.destination
      where last.version is not null and a.project_id is distinct from last.project_id`,
  },
  {
    description: 'The credits of a project differ from the last decision',
    query: `${lastDecisionSql} select p.uuid || ' of ' || a.identifier || ' ' || a.destination as what
      from managed_project a join project p on p.id = a.project_id
      join last on last.identifier = a.identifier and last.destination = a.destination
      where last.project_id = p.id and p.credits is distinct from last.credits`,
  },
  {
    description: 'An award was changed without an audit entry',
    query: `${lastDecisionSql} select a.identifier || ' ' || a.destination as what from managed_project a
      join last on last.identifier = a.identifier and last.destination = a.destination
      where a.version <> last.version`,
  },
  {
    description: 'An award is missing although no audit entry deletes it',
    query: `${lastDecisionSql} select last.identifier || ' ' || last.destination as what from last
      where last.state is not null and not exists (select from managed_project a
        where a.identifier = last.identifier and a.destination = last.destination)`,
  },
  {
    description: 'Two awards were given the same project',
    query: `${lastDecisionSql} select project_id::text as what from last
      where project_id is not null group by project_id having count(*) > 1`,
  },
  {
    description: 'Audit entries of decisions about an award are missing',
    query: `${decisionHistorySql} select distinct identifier || ' ' || destination as what from decision
      where (version not in (version_before, version_before + 1)
          and not (version = 1 and state_before is null))
        or (event_type = 'created' and state_before is not null)`,
  },
  {
    // A decision can have two: the arrival, and its immediate approval.
    description: 'A decision lacks one of its audit entries',
    query: `${decisionHistorySql}, part as (
        select *, count(*) filter (where version is distinct from version_before)
          over (partition by identifier, destination order by id) as decision_number from decision)
      select identifier || ' ' || destination as what from part
      where version is not null group by identifier, destination, decision_number, version
      having (version = 1 and not bool_or(event_type = 'created'))
        or (bool_or(state in ('approved', 'rejected')) and not bool_or(event_type = state)
          and not bool_or(action = 'change_refused') and (version = 1 or bool_or(state <> state_before)))
        or (version = 1 and bool_or(state = 'pending' and project_id is not null)
          and not bool_or(event_type = 'project_attached'))`,
  },
  {
    description: 'An award was given a project although it had another',
    query: `${decisionHistorySql} select distinct identifier || ' ' || destination as what from decision
      where project_id <> project_before`,
  },
  {
    description: 'The reviewer of an award is not who decided last',
    query: `select a.identifier || ' ' || a.destination as what from managed_project a
      join lateral (select performed_by from audit_entry e where e.identifier = a.identifier
        and e.destination = a.destination and (e.event_type in ('approved', 'rejected')
          and e.action <> 'refused' or e.action = 'change_refused'
          and e.performed_by in (select id from person where not is_robot))
        order by e.id desc limit 1) decision on true
      where a.state in ('approved', 'rejected') and a.reviewed_by <> decision.performed_by`,
  },
  {
    description: 'The details of an award differ from its last audit entry',
    query: `select a.identifier || ' ' || a.destination as what from managed_project a
      join lateral (select new_details from audit_entry e where e.identifier = a.identifier
        and e.destination = a.destination
        and (e.new_details is not null or e.details_change is not null)
        order by e.id desc limit 1) last on true
      where coalesce(last.new_details, audited_details(a.identifier, a.destination)) <> a.details`,
  },
  {
    description: 'The stored JSON of an award differs from the award',
    query: `${storedJsonSql} select identifier || ' ' || destination as what from stored
      where value[1:6] || value[8:10] is distinct from array[state, ${utcJsonSql('created')},
          ${utcJsonSql('reviewed_at')}, ${jsonTextSql('review_comment')}, to_json(identifier)::text,
          to_json(destination)::text, ${utcJsonSql('waiting_since')},
          coalesce(nullif(waiting_reasons, '[]')::text, ''),
          ${jsonTextSql(`nullif(applied_allocation, 'none')`)}]
        or (value[11] = '') is distinct from (coalesce(refused_allocation, message_problem,
          message_problem_at::text, user_list_problem) is null)
        or exists (select from unnest(array[refused_allocation, message_problem, user_list_problem])
          problem where strpos(value[11], to_json(problem)::text) = 0)`,
  },
  {
    // Larger details, which only earlier versions stored, are shortened.
    description: 'The stored details of an award differ from its details',
    query: `${storedJsonSql} select identifier || ' ' || destination as what from stored
      where coalesce(details_bytes, octet_length(details::text)) <= 8 * 1024 * 1024
        and (octet_length(value[7]) <> 2 + octet_length(array_to_string(fields, ','))
          or exists (select from unnest(fields) field where strpos(value[7], field) = 0))`,
  },
  {
    description: 'A pending award has no waiting time or reason, or another award has one',
    query: `select identifier || ' ' || destination as what from managed_project
      where (state = 'pending') <> (waiting_since is not null)
        or (state = 'pending') <> (waiting_reasons <> '[]')`,
  },
  {
    description: 'An award remembers a project although it has one',
    query: `select identifier || ' ' || destination as what from managed_project
      where project_id is not null and previous_project_id is not null`,
  },
  {
    description: 'A member is excluded from the project',
    query: `select e.project_id || ' ' || e.email as what from project_exclusion e
      join project_role r on r.project_id = e.project_id
      join person on person.id = r.person_id and lower(person.email) = e.email`,
  },
  {
    description: 'The counts of awards are wrong',
    query: `select template_id || ' ' || state as what from (
        select template_id, state, 1 as awards from managed_project
        union all select template_id, state, -awards from award_count) counted
      group by template_id, state having sum(awards) <> 0`,
  },
  {
    description: 'The counts of projects are wrong',
    query: `select customer_id::text as what from (
        select customer_id, 1 as projects from project where not is_removed
        union all select customer_id, -projects from project_count) counted
      group by customer_id having sum(projects) <> 0`,
  },
];

/** How many violations of each rule are listed. */
const MAX_LISTED_VIOLATIONS = 20;

/**
 * Checks every rule on one snapshot of the database, without a time limit. Returns a line for each
 * violation; empty if there is none. `say` is called with each rule before it is checked.
 */
export async function findViolations(
  db: Kysely<Database>,
  say: (description: string) => void = () => undefined,
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

/** Checks every rule on the database as this transaction sees it. */
export async function findViolationsInTransaction(
  trx: Transaction<Database>,
  say: (description: string) => void = () => undefined,
): Promise<string[]> {
  const found: string[] = [];
  for (const rule of integrityRules) {
    say(rule.description);
    found.push(...(await findRuleViolations(trx, rule)));
  }
  return found;
}

async function findRuleViolations(
  trx: Transaction<Database>,
  { description, query }: IntegrityRule,
): Promise<string[]> {
  const { rows } = await sql
    .raw<{ what: string }>(`${query} limit ${MAX_LISTED_VIOLATIONS + 1}`)
    .execute(trx);
  const lines = rows.slice(0, MAX_LISTED_VIOLATIONS).map(({ what }) => `${description}: ${what}`);
  return rows.length > MAX_LISTED_VIOLATIONS ? [...lines, `${description}: and more`] : lines;
}
