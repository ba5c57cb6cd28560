import { type RawBuilder, sql } from 'kysely';
import type { MembershipPlan } from '../award/membership.ts';

/**
 * The statements that carry out a membership plan on a project, for one transaction: one or two a
 * kind of change, however many people it is about. Nobody is in two kinds of a plan.
 */
export function membershipChanges(
  projectId: number,
  plan: MembershipPlan,
  created: string,
): RawBuilder<unknown>[] {
  const removed = plan.remove.map(({ email }) => email);
  return [
    ...(plan.invite.length > 0 ? [invite(projectId, plan.invite, created)] : []),
    ...(plan.change.length > 0 ? changeRoles(projectId, plan.change) : []),
    ...(removed.length > 0 ? remove(projectId, removed) : []),
  ];
}

function invite(
  projectId: number,
  invited: MembershipPlan['invite'],
  created: string,
): RawBuilder<unknown> {
  return sql`insert into invitation (project_id, email, role, created)
    select ${projectId}::bigint, email, role, ${created}::timestamptz from ${peopleOf(invited)}
    on conflict (project_id, email) do nothing`;
}

function changeRoles(projectId: number, changes: MembershipPlan['change']): RawBuilder<unknown>[] {
  return [
    sql`update project_role set role = wanted.role from person, ${peopleOf(changes)}
      where project_role.project_id = ${projectId} and person.id = project_role.person_id
        and lower(person.email) = wanted.email`,
    sql`update invitation set role = wanted.role from ${peopleOf(changes)}
      where invitation.project_id = ${projectId} and invitation.email = wanted.email`,
  ];
}

/** Nobody who belongs to the customer by role is removed, whatever the plan says (awards.md). */
function remove(projectId: number, emails: string[]): RawBuilder<unknown>[] {
  return [
    sql`delete from project_role using person, project
      where project_role.project_id = ${projectId} and person.id = project_role.person_id
        and project.id = project_role.project_id and lower(person.email) = any(${emails}::text[])
        and not exists (select from customer_role where customer_role.person_id = person.id
          and customer_role.customer_id = project.customer_id)`,
    sql`delete from invitation
      where project_id = ${projectId} and email = any(${emails}::text[])`,
  ];
}

/** One parameter, however many people. */
function peopleOf(people: readonly { email: string; role: string }[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as wanted(email text, role text)`;
}
