import { sql, type Transaction } from 'kysely';
import type { MembershipPlan } from '../award/membership.ts';
import type { Database } from '../database/schema.ts';

/**
 * Carries out a membership plan on a project: one statement a kind of change, however many
 * people it is about.
 */
export async function applyMembership(
  trx: Transaction<Database>,
  projectId: number,
  plan: MembershipPlan,
  created: string,
): Promise<void> {
  if (plan.invite.length > 0) await invite(trx, projectId, plan.invite, created);
  if (plan.change.length > 0) await changeRoles(trx, projectId, plan.change);
  if (plan.remove.length > 0) {
    await remove(
      trx,
      projectId,
      plan.remove.map(({ email }) => email),
    );
  }
}

async function invite(
  trx: Transaction<Database>,
  projectId: number,
  invited: MembershipPlan['invite'],
  created: string,
): Promise<void> {
  const rows = invited.map(({ email, role }) => ({ project_id: projectId, email, role, created }));
  await trx
    .insertInto('invitation')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['project_id', 'email']).doNothing())
    .execute();
}

async function changeRoles(
  trx: Transaction<Database>,
  projectId: number,
  changes: MembershipPlan['change'],
): Promise<void> {
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
    as wanted(email text, role text)`;
  await sql`update project_role set role = wanted.role from person, ${wanted}
    where project_role.project_id = ${projectId} and person.id = project_role.person_id
      and lower(person.email) = wanted.email`.execute(trx);
  await sql`update invitation set role = wanted.role from ${wanted}
    where invitation.project_id = ${projectId} and invitation.email = wanted.email`.execute(trx);
}

/** Nobody who belongs to the customer by role is removed, whatever the plan says (awards.md). */
async function remove(
  trx: Transaction<Database>,
  projectId: number,
  emails: string[],
): Promise<void> {
  await sql`delete from project_role using person, project
    where project_role.project_id = ${projectId} and person.id = project_role.person_id
      and project.id = project_role.project_id and lower(person.email) = any(${emails}::text[])
      and not exists (select from customer_role where customer_role.person_id = person.id
        and customer_role.customer_id = project.customer_id)`.execute(trx);
  await sql`delete from invitation
    where project_id = ${projectId} and email = any(${emails}::text[])`.execute(trx);
}
