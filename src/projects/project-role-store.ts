import { type Kysely, sql, type Transaction } from 'kysely';
import { normalizeEmail } from '../award/email.ts';
import type { AwardDetails } from '../award/award-details.ts';
import type { MembershipControl, ProjectRole } from '../award/enums.ts';
import type { Database } from '../database/schema.ts';
import type { Page } from '../http/pagination.ts';

/** A person's role in a project, and what the project's award says about its members. */
export interface RoleContext {
  role: ProjectRole | null;
  /** Whether they have a role in the project's customer. */
  inCustomer: boolean;
  /** Every verified email of the person, in lower case. */
  emails: string[];
  /** null where no award manages the project. */
  award: {
    members: AwardDetails['members'];
    control: MembershipControl | null;
    /** null admits everybody. */
    allowedDomains: AwardDetails['allowed_domains'];
    roleMapping: Record<string, ProjectRole>;
  } | null;
}

/**
 * Loads a person's role context. The project's row must be locked, which decisions about awards lock
 * as well. Deletes open invitations of the person to the project first: accepted later, they would
 * bring back a role that is revoked now.
 */
export async function loadRoleContext(
  trx: Transaction<Database>,
  projectId: number,
  { id, email }: { id: number; email: string },
): Promise<RoleContext> {
  const known = await trx
    .selectFrom('person_email')
    .select('email')
    .where('person_id', '=', id)
    .execute();
  const own = [normalizeEmail(email), ...known.map((row) => row.email)];
  const emails = [...new Set(own)].filter((one) => one !== '');
  await trx
    .deleteFrom('invitation')
    .where('project_id', '=', projectId)
    .where('email', 'in', [...emails, ''])
    .execute();
  const { rows } = await sql<Omit<RoleContext, 'emails'>>`
    select (select role from project_role
        where project_id = project.id and person_id = ${id}) as role,
      exists (select from customer_role where person_id = ${id}
        and customer_id = project.customer_id) as "inCustomer",
      (select jsonb_build_object('members', details -> 'members',
          'control', details -> 'membership_control', 'roleMapping', role_mapping,
          'allowedDomains', details -> 'allowed_domains')
        from managed_project
        join project_template on project_template.id = managed_project.template_id
        where project_id = project.id) as award
    from project where id = ${projectId}`.execute(trx);
  const [context] = rows;
  if (context === undefined) throw new Error('Projects are never deleted.');
  return { ...context, emails };
}

/** Sets the role of a person in a project, in place of any other; null deletes it. */
export async function setProjectRole(
  trx: Transaction<Database>,
  grant: { projectId: number; personId: number; role: ProjectRole | null; now: string },
): Promise<void> {
  const { projectId, personId, role, now } = grant;
  if (role === null) {
    await trx
      .deleteFrom('project_role')
      .where('project_id', '=', projectId)
      .where('person_id', '=', personId)
      .execute();
    return;
  }
  await trx
    .insertInto('project_role')
    .values({ project_id: projectId, person_id: personId, role, created: now })
    .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doUpdateSet({ role }))
    .execute();
}

/** A page of the active members and open invitations of a project, members first; each row has the total. */
export async function listProjectUsers(db: Kysely<Database>, id: number, page: Page) {
  const { rows } = await sql<{
    user_uuid: string | null;
    user_username: string;
    user_full_name: string;
    user_email: string;
    role_name: string;
    created: string;
    state: string;
    total: number;
  }>`select *, count(*) over () as total from (
      select person.uuid as user_uuid, username as user_username, full_name as user_full_name,
        email as user_email, role as role_name, created, 'member' as state
      from project_role join person on person.id = project_role.person_id
      where project_id = ${id} and person.is_active
      union all
      select null, '', '', email, role, created, 'invited' from invitation
      where project_id = ${id}) everybody
    order by state desc, user_username, user_email
    limit ${page.size} offset ${page.offset}`.execute(db);
  return rows;
}
