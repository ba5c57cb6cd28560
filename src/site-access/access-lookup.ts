import { type RawBuilder, sql } from 'kysely';
import { requireStorableText } from '../award/json-value.ts';
import { forbiddenError } from '../errors/refused-error.ts';
import { type Caller, canReadEverything } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { peopleByEmailQuery } from '../people/person-email-sql.ts';

type LookupContext = Pick<AppContext, 'db' | 'portal'>;

interface AccessibleResource {
  name: string;
  /** The account on the machine. */
  username: string;
}

/** Whether somebody may use the site. */
export interface Access {
  email: string;
  status: 'active' | 'inactive' | 'invited' | 'unknown';
  short_name: string;
  /** By project identifier. */
  projects: Record<string, { name: string; resources: AccessibleResource[] }>;
  invited_by: string;
  /** Why not, in words. */
  reason: string;
}

/**
 * Looks up the access of the people whom a text names: an email, a short name, or a project by its
 * identifier, short name or name. Everybody may ask about their own email and short name; staff and
 * support about anybody. Throws RefusedError (`forbidden`).
 */
export async function findAccess(
  context: LookupContext,
  caller: Caller,
  wanted: string,
): Promise<Access[]> {
  requireStorableText(wanted, 'q');
  const isEmail = wanted.includes('@');
  const one = isEmail
    ? sql`person.id in (${peopleByEmailQuery(sql`${wanted}`)})`
    : sql`person.id in (select person_id from person_short_name
        where short_name = lower(${wanted}) and replaced is null)`;
  if (!canReadEverything(caller)) {
    const own = await loadPeople(context, sql`person.id = ${caller.personId} and ${one}`);
    if (own.length > 0) return own;
    throw forbiddenError('You can look up your own email and short name only.');
  }
  const people = await loadPeople(context, one);
  if (people.length > 0) return people;
  if (isEmail) return [await findInvited(context, wanted)];
  const members = await loadPeople(context, memberOfSql(context.portal(), wanted));
  return members.length > 0 ? members : [unknown('', 'Nobody and no project is called so.')];
}

/** Members of the projects with this identifier, short name or name. */
function memberOfSql(portal: string, wanted: string): RawBuilder<unknown> {
  return sql`person.is_active and person.id in (select person_id from project_role
    join project on project.id = project_role.project_id
    where not project.is_removed and (project.short_name = lower(${wanted})
      or project.short_name || '.' || ${portal} = lower(${wanted})
      or lower(project.name) = lower(${wanted})))`;
}

interface PersonRow {
  email: string;
  is_active: boolean;
  short_name: string | null;
  projects: { short_name: string; name: string; resources: AccessibleResource[] }[];
}

/** The resources on which a person of `person` has an account in `project` and may use it. */
const resourcesSql = sql`(
  select coalesce(json_agg(json_build_object('name', resource.name, 'username', member.local_name)
    order by resource.name), '[]')
  from machine_project place
  join machine_member member on member.machine_project_id = place.id
  join resource on resource.id = place.resource_id
  where place.project_id = project.id and place.wanted = 'present'
    and member.person_id = person.id and member.wanted
    and member.seen in ('added', 'present') and member.local_name is not null)`;

/** The people of a condition on `person`, with one query. */
async function loadPeople(
  { db, portal }: LookupContext,
  condition: RawBuilder<unknown>,
): Promise<Access[]> {
  const { rows } = await sql<PersonRow>`
    select person.email, person.is_active, named.short_name, coalesce((
        select json_agg(json_build_object('short_name', project.short_name, 'name', project.name,
          'resources', ${resourcesSql}) order by project.short_name)
        from project_role join project on project.id = project_role.project_id
        where project_role.person_id = person.id and not project.is_removed
          and project.short_name is not null), '[]') as projects
    from person
    left join person_short_name named on named.person_id = person.id and named.replaced is null
    where not person.is_robot and not person.is_service_account and ${condition}
    order by person.is_active desc, person.email limit 300`.execute(db);
  return rows.map(({ email, is_active, short_name, projects }) => ({
    email,
    status: is_active ? 'active' : 'inactive',
    short_name: short_name ?? '',
    projects: Object.fromEntries(
      projects.map((project) => [
        `${project.short_name}.${portal()}`,
        { name: project.name, resources: project.resources },
      ]),
    ),
    invited_by: '',
    reason: !is_active
      ? 'The account is not active.'
      : projects.length === 0
        ? 'The account is not a member of any project.'
        : '',
  }));
}

async function findInvited({ db }: LookupContext, email: string): Promise<Access> {
  const { rows } = await sql<{ email: string; invited_by: string }>`
    select invited.email, coalesce(giver.full_name, '') as invited_by from (
      select email, created_by, created from invitation
      union all select email, created_by, created from customer_invitation) invited
    left join person giver on giver.id = invited.created_by
    where invited.email = lower(${email}) order by invited.created limit 1`.execute(db);
  const [row] = rows;
  if (row === undefined) return unknown(email, 'The email is not known.');
  return { ...unknown(row.email, ''), status: 'invited', invited_by: row.invited_by };
}

function unknown(email: string, reason: string): Access {
  return { email, status: 'unknown', short_name: '', projects: {}, invited_by: '', reason };
}
