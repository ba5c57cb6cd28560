import { type Kysely, sql } from 'kysely';
import type { Day } from '../award/dates.ts';
import { createUserIdentifier } from '../award/user-mapping.ts';
import type { Database } from '../database/schema.ts';

/** An award that a report is about, and its project on the machines. */
export interface ReportProject {
  /** The awarding portal's name, such as `p1.ukri`. */
  identifier: string;
  /** When the project began here; null where no project was granted. */
  createdDay: Day | null;
  machines: { id: number; resource: string }[];
  /** The UserIdentifier of each local name. */
  users: Map<string, string>;
  /** The same of each short name on the machines. */
  usersByShortName: Map<string, string>;
}

interface ReportProjectRow {
  identifier: string;
  created_day: Day | null;
  machines: { id: number; resource: string }[];
  members: [id: number, username: string][];
  accounts: AccountRow[];
}

type AccountRow = [localName: string, shortName: string, personId: number | null, name: string];

/**
 * The awards of a portal on an offering, or one of them: those that were not canceled. An award whose
 * project was not granted has none here (docs/rules/machines.md, M5.2).
 */
export async function loadReportProjects(
  db: Kysely<Database>,
  { portal, offering, identifier }: { portal: string; offering: string; identifier: string | null },
): Promise<ReportProject[]> {
  const { rows } = await sql<ReportProjectRow>`
    with asked as materialized (
      select award.id, award.identifier, award.created,
        case when award.state = 'approved' or award.applied_allocation is not null
          then award.project_id end as project_id
      from managed_project award
      where award.portal = ${portal} and award.offering = ${offering} and award.state <> 'canceled'
        and (${identifier}::text is null or award.identifier = ${identifier}::text)),
    machine as (
      select pair.project_id,
        json_agg(json_build_object('id', pair.id, 'resource', resource.last_part)
          order by resource.name) as list
      from machine_project pair join resource on resource.id = pair.resource_id
      where pair.project_id in (select project_id from asked) group by pair.project_id),
    member as (
      select role.project_id,
        json_agg(json_build_array(person.id, person.username) order by person.username) as list
      from project_role role join person on person.id = role.person_id
      where person.is_active and role.project_id in (select project_id from asked)
      group by role.project_id),
    account as (
      select own.project_id,
        json_agg(json_build_array(own.local_name, own.short_name, own.person_id,
          coalesce(person.username, own.short_name)) order by own.short_name, own.first_seen) as list
      from local_account own left join person on person.id = own.person_id
      where own.project_id in (select project_id from asked) group by own.project_id)
    select asked.identifier, (project.created at time zone 'UTC')::date as created_day,
      coalesce(machine.list, '[]') as machines, coalesce(member.list, '[]') as members,
      coalesce(account.list, '[]') as accounts
    from asked
    left join project on project.id = asked.project_id
    left join machine on machine.project_id = asked.project_id
    left join member on member.project_id = asked.project_id
    left join account on account.project_id = asked.project_id
    order by asked.created, asked.id`.execute(db);
  return rows.map(toReportProject);
}

function toReportProject(row: ReportProjectRow): ReportProject {
  const identifiers = createIdentifiers(row);
  const named = row.accounts.flatMap((account) => {
    const identifier = identifiers.get(getPersonKey(account));
    const [localName, shortName] = account;
    return identifier === undefined ? [] : [{ localName, shortName, identifier }];
  });
  return {
    identifier: row.identifier,
    createdDay: row.created_day,
    machines: row.machines,
    users: new Map(named.map((one) => [one.localName, one.identifier])),
    usersByShortName: new Map(named.map((one) => [one.shortName, one.identifier])),
  };
}

/** Members have the identifiers of get_users; who left keeps one of the same kind. */
function createIdentifiers({
  identifier,
  members,
  accounts,
}: ReportProjectRow): Map<string, string> {
  const takenNames = new Set<string>();
  const identifiers = new Map<string, string>();
  for (const [id, username] of members) {
    identifiers.set(`${id}`, createUserIdentifier(username, identifier, takenNames));
  }
  for (const account of accounts) {
    const key = getPersonKey(account);
    if (identifiers.has(key)) continue;
    identifiers.set(key, createUserIdentifier(account[3], identifier, takenNames));
  }
  return identifiers;
}

/** An account that is nobody's here is told apart by its short name. */
function getPersonKey([, shortName, personId]: AccountRow): string {
  return personId === null ? `short name ${shortName}` : `${personId}`;
}
