import { sql, type Transaction } from 'kysely';
import { normalizeEmail } from '../award/email.ts';
import type { AwardDetails } from '../award/award-details.ts';
import type { MembershipControl, ProjectRole } from '../award/enums.ts';
import type { Database } from '../database/schema.ts';

/** How somebody stands to a project, and what the award that manages it says of its people. */
export interface RoleContext {
  role: ProjectRole | null;
  /** Belongs to its customer by role. */
  inCustomer: boolean;
  /** null where no award manages it. */
  award: {
    members: AwardDetails['members'];
    control: MembershipControl | null;
    roleMapping: Record<string, ProjectRole>;
  } | null;
}

/**
 * Reads how somebody stands to a project. Its row is held, as decisions about awards hold it;
 * an invitation of theirs to it is withdrawn first, so that it neither becomes a membership
 * meanwhile nor brings back later what is taken now.
 */
export async function loadRoleContext(
  trx: Transaction<Database>,
  projectId: number,
  { id, email }: { id: number; email: string },
): Promise<RoleContext> {
  await trx
    .deleteFrom('invitation')
    .where('project_id', '=', projectId)
    .where('email', '=', normalizeEmail(email))
    .execute();
  const { rows } = await sql<RoleContext>`
    select (select role from project_role
        where project_id = project.id and person_id = ${id}) as role,
      exists (select from customer_role where person_id = ${id}
        and customer_id = project.customer_id) as "inCustomer",
      (select jsonb_build_object('members', details -> 'members',
          'control', details -> 'membership_control', 'roleMapping', role_mapping)
        from managed_project
        join project_template on project_template.id = managed_project.template_id
        where project_id = project.id) as award
    from project where id = ${projectId}`.execute(trx);
  const [standing] = rows;
  if (standing === undefined) throw new Error('A project is never deleted.');
  return standing;
}

/** Gives somebody this role in a project, in place of any other; null takes what they have. */
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
