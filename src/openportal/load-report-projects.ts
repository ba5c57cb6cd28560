import { type Kysely, sql } from 'kysely';
import type { Day } from '../award/dates.ts';
import { createUserIdentifier } from '../award/user-mapping.ts';
import type { Database } from '../database/schema.ts';
import { nameMachines } from './name-machines.ts';

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

/** An award as it is stored; `project_id` is null where it has no project here. */
interface AskedAward {
  identifier: string;
  project_id: number | null;
  created_day: Day | null;
}

interface ReportProjectRow {
  identifier: string;
  created_day: Day | null;
  machines: { id: number; resource: string }[];
  members: [id: number, username: string][];
  accounts: AccountRow[];
}

type AccountRow = [localName: string, shortName: string, personId: number | null, name: string];

interface ReportQuery {
  portal: string;
  offering: string;
  /** null: all awards of the portal on the offering. */
  identifier: string | null;
}

/**
 * The awards of a portal on an offering, or one of them: those that were not canceled. An award whose
 * project was not granted has none here (docs/rules/machines.md, M5.2).
 *
 * Each kind of row is a statement of its own: joined in one, a plan for one award was used for all,
 * which took seconds for a thousand.
 */
export async function loadReportProjects(
  db: Kysely<Database>,
  query: ReportQuery,
): Promise<ReportProject[]> {
  const awards = await loadAwards(db, query);
  const ids = awards.flatMap(({ project_id: id }) => (id === null ? [] : [id]));
  const machines = await loadMachines(db, ids);
  const members = await loadMemberIds(db, ids);
  const accounts = await loadAccounts(db, ids);
  const people = await loadPeople(db, [
    ...[...members.values()].flat(),
    ...[...accounts.values()].flatMap(({ person_ids }) => person_ids.filter((id) => id !== null)),
  ]);
  return awards.map(({ identifier, created_day, project_id }) => {
    const id = project_id ?? 0;
    return toReportProject({
      identifier,
      created_day,
      machines: machines.get(id) ?? [],
      members: toMembers(members.get(id) ?? [], people),
      accounts: toAccountRows(accounts.get(id), people),
    });
  });
}

async function loadAwards(
  db: Kysely<Database>,
  { portal, offering, identifier }: ReportQuery,
): Promise<AskedAward[]> {
  const { rows } = await sql<AskedAward>`
    select award.identifier, project.id as project_id,
      (project.created at time zone 'UTC')::date as created_day
    from managed_project award
    left join project on project.id = award.project_id
      and (award.state = 'approved' or award.applied_allocation is not null)
    where award.portal = ${portal} and award.offering = ${offering} and award.state <> 'canceled'
      and (${identifier}::text is null or award.identifier = ${identifier}::text)
    order by award.created, award.id`.execute(db);
  return rows;
}

async function loadMachines(db: Kysely<Database>, projectIds: readonly number[]) {
  const { rows } = await sql<{ project_id: number; id: number; destination: string }>`
    select pair.project_id, pair.id, resource.destination
    from machine_project pair join resource on resource.id = pair.resource_id
    where pair.project_id = any(${projectIds}::bigint[])
    order by resource.name`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ project_id }) => project_id)].map(([projectId, own]) => {
      const names = nameMachines(own.map(({ destination }) => destination));
      return [projectId, own.map(({ id }, index) => ({ id, resource: names[index] ?? '' }))];
    }),
  );
}

/** The ids of members by project, in no particular order. */
async function loadMemberIds(
  db: Kysely<Database>,
  projectIds: readonly number[],
): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ project_id: number; ids: number[] }>`
    select project_id, json_agg(person_id) as ids from project_role
    where project_id = any(${projectIds}::bigint[]) group by project_id`.execute(db);
  return new Map(rows.map(({ project_id, ids }) => [project_id, ids]));
}

/** One entry for each account in each list. */
interface ProjectAccounts {
  local_names: string[];
  short_names: string[];
  person_ids: (number | null)[];
}

/** The accounts by project, by short name and then by age. */
async function loadAccounts(
  db: Kysely<Database>,
  projectIds: readonly number[],
): Promise<Map<number, ProjectAccounts>> {
  const { rows } = await sql<ProjectAccounts & { project_id: number }>`
    select project_id, json_agg(local_name) as local_names, json_agg(short_name) as short_names,
      json_agg(person_id) as person_ids
    from (select project_id, local_name, short_name, person_id from local_account
      where project_id = any(${projectIds}::bigint[])
      order by project_id, short_name, first_seen) account
    group by project_id`.execute(db);
  return new Map(rows.map((row) => [row.project_id, row]));
}

interface ReportPerson {
  username: string;
  is_active: boolean;
  /** Its place in the order of user names. */
  place: number;
}

async function loadPeople(
  db: Kysely<Database>,
  ids: readonly number[],
): Promise<Map<number, ReportPerson>> {
  const { rows } = await sql<{ id: number; username: string; is_active: boolean }>`
    select id, username, is_active from person where id = any(${[...new Set(ids)]}::bigint[])
    order by username`.execute(db);
  return new Map(rows.map(({ id, ...person }, place) => [id, { ...person, place }]));
}

/** Active members in the order of their user names. */
function toMembers(
  ids: readonly number[],
  people: ReadonlyMap<number, ReportPerson>,
): ReportProjectRow['members'] {
  return ids
    .flatMap((id) => {
      const person = people.get(id);
      return person?.is_active ? [{ id, person }] : [];
    })
    .sort((one, other) => one.person.place - other.person.place)
    .map(({ id, person }) => [id, person.username]);
}

function toAccountRows(
  accounts: ProjectAccounts | undefined,
  people: ReadonlyMap<number, ReportPerson>,
): AccountRow[] {
  if (accounts === undefined) return [];
  return accounts.local_names.map((localName, index) => {
    const shortName = accounts.short_names[index] ?? '';
    const personId = accounts.person_ids[index] ?? null;
    return [localName, shortName, personId, people.get(personId ?? 0)?.username ?? shortName];
  });
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
