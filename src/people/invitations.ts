import { sql, type Transaction } from 'kysely';
import { signInActor } from '../admin-audit/actor.ts';
import { type AdminChange, recordChanges } from '../admin-audit/record-change.ts';
import { isEmailAllowed, normalizeEmail } from '../award/email.ts';
import type { ProjectRole } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import { isEmailOfAnotherSql } from './person-email-sql.ts';
import { updateWanted } from '../wanted-state/update-wanted.ts';

/** Somebody who signs in. */
interface SignedInPerson {
  id: number;
  uuid: string;
  username: string;
}

/**
 * Remembers that a person signed in with this email, and turns the invitations to every email
 * that is theirs alone into project roles, each with an entry in the administrative audit. A role
 * that they have already stays. An invitation that the award's `allowed_domains` no longer admits
 * is withdrawn instead (docs/rules/awards.md, A6.4).
 */
export async function acceptInvitations(
  trx: Transaction<Database>,
  person: SignedInPerson,
  email: string,
  { now, clientIp }: { now: string; clientIp: string },
): Promise<void> {
  if (email === '') return;
  await recordVerifiedEmail(trx, person.id, email, now);
  await acceptCustomerInvitations(trx, person, email, { now, clientIp });
  const invitations = await takeInvitations(trx, person.id, email);
  if (invitations.length === 0) return;
  const admitted = invitations.filter((invitation) =>
    isEmailAllowed(invitation.email, invitation.allowedDomains),
  );
  const givenRoles = await insertProjectRoles(trx, person.id, admitted, now);
  const actor = signInActor(person.id, clientIp);
  if (givenRoles.size > 0)
    await updateWanted(trx, [...givenRoles.keys()], { now: new Date(now), actor });
  const subject = { uuid: person.uuid, name: person.username };
  const changes = invitations.flatMap((invitation): AdminChange[] => {
    const { projectId, role, project, projectUuid } = invitation;
    const values = { role, project, project_uuid: projectUuid };
    if (!admitted.includes(invitation)) {
      const before = { ...values, email: invitation.email };
      return [{ at: now, action: 'role.invitation_withdrawn', subject, before, after: null }];
    }
    if (givenRoles.get(projectId) !== role) return [];
    givenRoles.delete(projectId);
    return [{ at: now, action: 'role.given', subject, before: null, after: values }];
  });
  await recordChanges(trx, actor, changes);
}

/** Turns the invitations of this email to customers into roles there. */
async function acceptCustomerInvitations(
  trx: Transaction<Database>,
  person: SignedInPerson,
  email: string,
  { now, clientIp }: { now: string; clientIp: string },
): Promise<void> {
  const { rows } = await sql<{ role: string; customer: string; customer_uuid: string }>`
    with taken as (delete from customer_invitation where email = ${normalizeEmail(email)}
        returning customer_id, role, expiration_time, created_by),
      given as (insert into customer_role
          (customer_id, person_id, role, created, expiration_time, created_by)
        select customer_id, ${person.id}, role, ${now}::timestamptz, expiration_time, created_by
        from taken on conflict do nothing returning customer_id, role)
    select given.role, customer.name as customer, customer.uuid as customer_uuid
    from given join customer on customer.id = given.customer_id
    order by customer.id, given.role`.execute(trx);
  const subject = { uuid: person.uuid, name: person.username };
  const changes = rows.map(
    (after): AdminChange => ({
      at: now,
      action: 'role.given',
      subject,
      before: null,
      after: { ...after },
    }),
  );
  await recordChanges(trx, signInActor(person.id, clientIp), changes);
}

/** An email that somebody has signed in with stays known as theirs when it changes. */
async function recordVerifiedEmail(
  trx: Transaction<Database>,
  personId: number,
  email: string,
  now: string,
): Promise<void> {
  await trx
    .insertInto('person_email')
    .values({ person_id: personId, email: normalizeEmail(email), created: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface Invitation {
  projectId: number;
  project: string;
  projectUuid: string;
  email: string;
  role: ProjectRole;
  /** When the role ends; null never. */
  expirationTime: string | null;
  createdBy: number | null;
  /** Of the award that manages the project; null admits everybody. */
  allowedDomains: string[] | null;
}

/**
 * Removes and returns the invitations to the email signed in with, and to earlier ones that nobody
 * else has had: an email that was passed on is its present owner's.
 */
async function takeInvitations(
  trx: Transaction<Database>,
  personId: number,
  email: string,
): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    with taken as (
      delete from invitation where email = ${normalizeEmail(email)} or email in (
        select mine.email from person_email mine
        where mine.person_id = ${personId}
          and not ${isEmailOfAnotherSql(sql`mine.email`, sql`mine.person_id`)})
      returning project_id, email, role, expiration_time, created_by)
    select taken.project_id as "projectId", project.name as project, project.uuid as "projectUuid",
      taken.email, taken.role, taken.expiration_time as "expirationTime",
      taken.created_by as "createdBy",
      case when jsonb_typeof(award.details -> 'allowed_domains') = 'array'
        then award.details -> 'allowed_domains' end as "allowedDomains"
    from taken join project on project.id = taken.project_id
    left join managed_project award on award.project_id = project.id
    order by project.id, taken.email`.execute(trx);
  return rows;
}

/** Returns the role that was given in each project; none where the person had one already. */
async function insertProjectRoles(
  trx: Transaction<Database>,
  personId: number,
  invitations: readonly Invitation[],
  now: string,
): Promise<Map<number, ProjectRole>> {
  if (invitations.length === 0) return new Map();
  const rows = await trx
    .insertInto('project_role')
    .values(
      invitations.map(({ projectId, role, expirationTime, createdBy }) => ({
        project_id: projectId,
        person_id: personId,
        role,
        created: now,
        expiration_time: expirationTime,
        created_by: createdBy,
      })),
    )
    .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doNothing())
    .returning(['project_id', 'role'])
    .execute();
  return new Map(rows.map(({ project_id, role }) => [project_id, role]));
}
