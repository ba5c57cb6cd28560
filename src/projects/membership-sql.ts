import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../admin-audit/actor.ts';
import {
  adminAnnouncementsSql,
  invitationAnnouncementsSql,
} from '../announcements/announcement-sql.ts';
import type { Performer } from '../audit/audit-insert-sql.ts';
import type { MembershipPlan } from '../award/membership.ts';
import { shownEmailSql } from '../people/person-email-sql.ts';

/** The project's id, or SQL that finds it. */
type ProjectIdOperand = number | RawBuilder<number>;

/** Who made the decision, about which award, from where and when. */
interface DecisionOrigin extends Pick<Actor, 'via' | 'clientIp'> {
  identifier: string;
  destination: string;
  performer: Performer;
  now: string;
}

/** Parts of `executeAsSingleStatement`. */
interface StatementParts {
  named: Record<string, RawBuilder<unknown>>;
  others: RawBuilder<unknown>[];
}

/**
 * The statements that carry out a membership plan on a project, for `executeAsSingleStatement`: a
 * few for each kind of change, however many people it is about. Nobody is in two kinds of a plan.
 * Roles that change or end are recorded in the administrative audit, and announced as invitations are.
 */
export function membershipChangesSql(
  projectId: ProjectIdOperand,
  plan: MembershipPlan,
  decided: DecisionOrigin,
): StatementParts {
  const { removals, liftedExclusions } = plan;
  const parts = [
    ...(plan.invitations.length > 0
      ? [inviteMembersSql(projectId, plan.invitations, decided)]
      : []),
    ...(plan.roleChanges.length > 0 ? [changeRolesSql(projectId, plan.roleChanges, decided)] : []),
    ...(removals.length > 0 ? [removeMembersSql(projectId, removals, decided)] : []),
    ...(liftedExclusions.length > 0
      ? [{ named: {}, others: [liftExclusionsSql(projectId, liftedExclusions)] }]
      : []),
  ];
  return {
    named: Object.assign({}, ...parts.map(({ named }) => named)),
    others: parts.flatMap(({ others }) => others),
  };
}

function inviteMembersSql(
  projectId: ProjectIdOperand,
  invited: MembershipPlan['invitations'],
  decided: DecisionOrigin,
): StatementParts {
  const invite = sql`insert into invitation (project_id, email, role, created)
    select ${projectId}::bigint, email, role, ${decided.now}::timestamptz from ${peopleRecordsetSql(invited)}
    on conflict (project_id, email) do nothing returning project_id, email, role`;
  return { named: { invited: invite }, others: [invitationAnnouncementsSql('invited', decided)] };
}

function changeRolesSql(
  projectId: ProjectIdOperand,
  changes: MembershipPlan['roleChanges'],
  decided: DecisionOrigin,
): StatementParts {
  const theirs = sql`project_role.project_id = ${projectId} and person.id = project_role.person_id
    and ${shownEmailSql} = wanted.email and project_role.role <> wanted.role`;
  const audit = sql`${roleAuditInsertSql('role.changed', decided, roleAuditValuesSql(sql`wanted.role`))}
      from project_role, project, person, ${peopleRecordsetSql(changes)}
      where ${theirs} and project.id = project_role.project_id
      returning id, action, via, "timestamp"`;
  return {
    named: { role_changes: audit },
    others: [
      sql`update project_role set role = wanted.role from person, ${peopleRecordsetSql(changes)}
        where ${theirs}`,
      sql`update invitation set role = wanted.role from ${peopleRecordsetSql(changes)}
        where invitation.project_id = ${projectId} and invitation.email = wanted.email`,
      adminAnnouncementsSql('role_changes'),
    ],
  };
}

function liftExclusionsSql(projectId: ProjectIdOperand, emails: string[]): RawBuilder<unknown> {
  return sql`delete from project_exclusion
    where project_id = ${projectId} and email = any(${emails}::text[])`;
}

/** The emails of those who lose a role; '' for members without one. */
export function listRemovedMembers(removals: MembershipPlan['removals']): string[] {
  return removals.flatMap(({ email, state }) => (state === 'member' ? [email] : []));
}

/**
 * Whether the role of a `person` in a `project` ends, by the emails of those who are removed. Nobody who
 * belongs to the customer by role or is deactivated is removed, whatever the plan says
 * (docs/rules/awards.md, A6.3, A6.8).
 */
export function isRemovedMemberSql(emails: readonly string[]): RawBuilder<boolean> {
  return sql`(coalesce(${shownEmailSql}, '') = any(${emails}::text[]) and person.is_active
    and not exists (select from customer_role where customer_role.person_id = person.id
      and customer_role.customer_id = project.customer_id))`;
}

/** An invitation is withdrawn without the member who has its email by now. */
function removeMembersSql(
  projectId: ProjectIdOperand,
  removals: MembershipPlan['removals'],
  decided: DecisionOrigin,
): StatementParts {
  const emails = removals.map(({ email }) => email);
  const leaving = sql`project_role.project_id = ${projectId}
    and person.id = project_role.person_id and project.id = project_role.project_id
    and ${isRemovedMemberSql(listRemovedMembers(removals))}`;
  const audit = sql`${roleAuditInsertSql('role.taken', decided, sql`null::jsonb`)}
      from project_role, project, person where ${leaving} returning id, action, via, "timestamp"`;
  return {
    named: { removed_roles: audit },
    others: [
      sql`delete from project_role using person, project where ${leaving}`,
      sql`delete from invitation
        where project_id = ${projectId} and email = any(${emails}::text[])`,
      adminAnnouncementsSql('removed_roles'),
    ],
  };
}

/**
 * The beginning of an insert into the administrative audit. Like the statement beside it that
 * changes the roles, it sees them as they were before.
 */
function roleAuditInsertSql(
  action: string,
  { performer, via, clientIp, now }: DecisionOrigin,
  after: RawBuilder<unknown>,
) {
  return sql`insert into administrative_entry ("timestamp", performed_by, via, address, action,
      subject_kind, subject_uuid, subject_name, before, after)
    select ${now}::timestamptz, ${performer}::bigint, ${via}, ${clientIp}, ${sql.lit(action)}, 'role',
      person.uuid, person.username, ${roleAuditValuesSql(sql`project_role.role`)}, ${after}`;
}

/** A role as the administrative audit stores it. */
function roleAuditValuesSql(role: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`jsonb_build_object('role', ${role}, 'project', project.name,
    'project_uuid', project.uuid)`;
}

/** One parameter, however many people. */
function peopleRecordsetSql(
  people: readonly { email: string; role: string }[],
): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as wanted(email text, role text)`;
}
