import { type Kysely, sql, type Transaction } from 'kysely';
import { normalizeEmail } from '../award/email.ts';
import type { AwardDetails } from '../award/award-details.ts';
import type { MembershipControl, ProjectRole } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';

/** A person's role in a project, and what the project's award says about its members. */
export interface RoleContext {
  role: ProjectRole | null;
  /** When that role ends; null never. */
  expirationTime: string | null;
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
      (select expiration_time from project_role
        where project_id = project.id and person_id = ${id}) as "expirationTime",
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

/** A role that somebody has, and when it ends; null never. */
export interface HeldRole {
  role: ProjectRole;
  expirationTime: string | null;
}

/** Sets the role of a person in a project, in place of any other; null deletes it. */
export async function setProjectRole(
  trx: Transaction<Database>,
  { projectId, personId }: { projectId: number; personId: number },
  held: HeldRole | null,
  { now, createdBy }: { now: string; createdBy: number },
): Promise<void> {
  if (held === null) {
    await trx
      .deleteFrom('project_role')
      .where('project_id', '=', projectId)
      .where('person_id', '=', personId)
      .execute();
    return;
  }
  const values = { role: held.role, expiration_time: held.expirationTime };
  await trx
    .insertInto('project_role')
    .values({
      ...values,
      project_id: projectId,
      person_id: personId,
      created: now,
      created_by: createdBy,
    })
    .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doUpdateSet(values))
    .execute();
}

/**
 * Whether this caller manages the members of a project (awards.md, Who may): staff, owners and
 * managers of its customer, and its own admins and managers.
 */
export async function canManageMembers(
  db: Kysely<Database>,
  project: { id: number; customer_id: number },
  caller: Caller,
): Promise<boolean> {
  if (caller.isStaff) return true;
  const { rows } = await sql<{ may: boolean }>`select
    exists (select from customer_role
      where customer_id = ${project.customer_id} and person_id = ${caller.personId})
    or exists (select from project_role
      where project_id = ${project.id} and person_id = ${caller.personId}
        and role in ('PROJECT.ADMIN', 'PROJECT.MANAGER')) as may`.execute(db);
  return rows[0]?.may === true;
}
