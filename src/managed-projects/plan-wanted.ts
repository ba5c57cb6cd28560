import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { peopleByEmailQuery, shownEmailSql } from '../people/person-email-sql.ts';
import { isRemovedMemberSql } from '../projects/membership-sql.ts';
import { computeWanted } from '../wanted-state/compute-wanted.ts';
import type { TemplateResource, WantedInput, WantedProject } from '../wanted-state/wanted-types.ts';

/** What an approval would leave: the project, its award, and who is or becomes a member. */
export interface PlannedProject {
  project: WantedProject;
  /** null: the approval makes it. */
  projectId: number | null;
  templateId: number;
  breakdown: Readonly<Record<string, unknown>>;
  /** Whom the approval invites beside those who are invited already; in lower case. */
  invitedEmails: readonly string[];
  /** Whose invitations it withdraws; in lower case. */
  withdrawnEmails: readonly string[];
  /** Of the members whose roles end, as a membership plan names them. */
  removedEmails: readonly string[];
}

/** What an approval would make on one resource. */
export interface PlannedMachine {
  resource: string;
  resource_name: string;
  /** Nothing is changed there. */
  is_observed: boolean;
  wanted: string;
  wanted_reason: string;
  problem: string | null;
  limit_seconds: number;
  quotas: Record<string, string>;
  people: { email: string; short_name: string | null; problem: string | null }[];
}

interface PlannedPerson {
  personId: number | null;
  email: string;
  shortName: string | null;
  isActive: boolean;
}

interface PlanRow {
  resources: (TemplateResource & { uuid: string; name: string; mode: string })[];
  people: PlannedPerson[];
}

/**
 * What is made where when an award is approved now, by the code that computes what is wanted. An
 * invited person is added once they have signed in, which is said as a problem.
 */
export async function planWanted(
  db: Kysely<Database>,
  planned: PlannedProject,
  now: Date,
): Promise<PlannedMachine[]> {
  const { resources, people } = await loadPlanRow(db, planned);
  const knownPeople = people.filter(({ personId }) => personId !== null);
  const input: WantedInput = {
    project: planned.project,
    award: { breakdown: planned.breakdown },
    people: knownPeople.map(({ personId, shortName, isActive }) => ({
      personId: personId as number,
      shortName,
      isActive,
    })),
    resources,
    pairs: [],
  };
  return computeWanted(input, now).map((pair) => {
    const resource = resources.find(({ resourceId }) => resourceId === pair.resourceId);
    const problems = new Map(pair.members.map((member) => [member.personId, member.problem]));
    return {
      resource: resource?.uuid ?? '',
      resource_name: resource?.name ?? '',
      is_observed: resource?.mode === 'observe',
      wanted: pair.wanted,
      wanted_reason: pair.reason,
      problem: pair.problem,
      limit_seconds: pair.limit,
      quotas: pair.quotas,
      people: people
        .filter(({ isActive }) => isActive)
        .map(({ personId, email, shortName }) => ({
          email,
          short_name: shortName,
          problem: personId === null ? 'Has not signed in yet.' : (problems.get(personId) ?? null),
        })),
    };
  });
}

/** The template's resources, and everybody who stays a member or is invited, now or by the approval. */
async function loadPlanRow(db: Kysely<Database>, planned: PlannedProject): Promise<PlanRow> {
  const { projectId, templateId, removedEmails } = planned;
  const { rows } = await sql<PlanRow>`
    select (select coalesce(jsonb_agg(jsonb_build_object('resourceId', resource.id,
          'uuid', resource.uuid, 'name', resource.name, 'mode', resource.mode,
          'secondsPerCredit', resource.seconds_per_credit::text, 'volumes', resource.volumes,
          'quotaMapping', named.quota_mapping) order by resource.name), '[]')
        from template_resource named join resource on resource.id = named.resource_id
        where named.template_id = ${templateId}) as resources,
      (select coalesce(jsonb_agg(jsonb_build_object('personId', person.id, 'email', wanted.email,
          'shortName', named.short_name, 'isActive', coalesce(person.is_active, true))
          order by wanted.email), '[]')
        from (with member as (${membersSql(projectId, removedEmails)})
          select person_id, email from member
          union all select person_id, email from (${invitedPeopleSql(planned)}) invited
          where person_id is null or person_id not in (select person_id from member)) wanted
        left join person on person.id = wanted.person_id
        left join person_short_name named on named.person_id = person.id and named.replaced is null
      ) as people`.execute(db);
  return rows[0] as PlanRow;
}

/** person_id, email: the members of a project who stay. */
function membersSql(projectId: number | null, removedEmails: readonly string[]) {
  return sql`select person.id as person_id, coalesce(${shownEmailSql}, '') as email
    from project_role join person on person.id = project_role.person_id
    join project on project.id = project_role.project_id
    where project.id = ${projectId} and not ${isRemovedMemberSql(removedEmails)}`;
}

/**
 * The same for those who are invited, each once; person_id null: nobody has signed in with the email. Of
 * accounts that share an email the active one is meant.
 */
function invitedPeopleSql({ projectId, invitedEmails, withdrawnEmails }: PlannedProject) {
  return sql`select person_id, min(email) as email
    from (select invited.email, (select account.id from person account
          where account.id in (${peopleByEmailQuery(sql`invited.email`)}) and not account.is_robot
          order by account.is_active desc, account.id limit 1) as person_id
      from (select email from unnest(${invitedEmails}::text[]) as planned (email)
        union select email from invitation
        where project_id = ${projectId} and not email = any(${withdrawnEmails}::text[])) invited) named
    group by person_id, case when person_id is null then email end`;
}
