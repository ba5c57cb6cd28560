import { sql, type Transaction } from 'kysely';
import { signInActor } from '../admin-audit/actor.ts';
import { recordChanges } from '../admin-audit/record-change.ts';
import { normalizeEmail } from '../award/email.ts';
import type { Database } from '../database/schema.ts';

/**
 * Turns the invitations to this e-mail address into project roles (awards.md, Members), each with an
 * audit entry. A person who has a role in the project already keeps that one.
 */
export async function acceptInvitations(
  trx: Transaction<Database>,
  person: { id: number; uuid: string; username: string },
  email: string,
  { now, clientIp }: { now: string; clientIp: string },
): Promise<void> {
  if (email === '') return;
  const { rows } = await sql<{ role: string; project: string; project_uuid: string }>`
    with accepted as (
      delete from invitation where email = ${normalizeEmail(email)} returning project_id, role),
    granted as (
      insert into project_role (project_id, person_id, role, created)
      select project_id, ${person.id}, role, ${now}::timestamptz from accepted
      on conflict (project_id, person_id) do nothing
      returning project_id, role)
    select role, project.name as project, project.uuid as project_uuid
    from granted join project on project.id = granted.project_id order by project.id`.execute(trx);
  await recordChanges(
    trx,
    signInActor(person.id, clientIp),
    rows.map((after) => ({
      at: now,
      action: 'role.given',
      subject: { uuid: person.uuid, name: person.username },
      before: null,
      after: { ...after },
    })),
  );
}
