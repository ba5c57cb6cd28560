import { sql, type Transaction } from 'kysely';
import { normalizeEmail } from '../award/email.ts';
import type { AwardDetails } from '../award/award-details.ts';
import type { MembershipControl, ProjectRole } from '../award/enums.ts';
import type { Database } from '../database/schema.ts';

/** Somebody's role in a project, and what the award that manages it says about its people. */
export interface RoleContext {
  role: ProjectRole | null;
  /** Has a role in its customer. */
  inCustomer: boolean;
  /** Every verified email of the person, in lower case. */
  emails: string[];
  /** null where no award manages it. */
  award: {
    members: AwardDetails['members'];
    control: MembershipControl | null;
    /** null admits everybody. */
    allowedDomains: AwardDetails['allowed_domains'];
    roleMapping: Record<string, ProjectRole>;
  } | null;
}

/**
 * Loads somebody's role in a project for a change by hand. Needs the lock on the project's row,
 * which decisions about awards take too. Withdraws the person's invitation to it first: otherwise
 * it could become a membership at the same time, or bring back later what is removed now.
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
  if (context === undefined) throw new Error('A project is never deleted.');
  return { ...context, emails };
}

/** Gives somebody this role in a project in place of any other; null removes theirs. */
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
