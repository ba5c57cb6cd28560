import { sql, type Transaction } from 'kysely';
import { recordChanges } from '../admin-audit/record-change.ts';
import { normalizeEmail } from '../award/email.ts';
import type { Database } from '../database/schema.ts';

/**
 * Turns the invitations that wait for this address into project roles (awards.md, Members), each
 * with an entry in the administrative audit; a role that is there already stays.
 */
export async function acceptInvitations(
  trx: Transaction<Database>,
  person: { id: number; uuid: string; username: string },
  email: string,
  { now, address }: { now: string; address: string },
): Promise<void> {
  if (email === '') return;
  const { rows } = await sql<{ role: string; project: string; project_uuid: string }>`
    with accepted as (
      delete from invitation where email = ${normalizeEmail(email)} returning project_id, role),
    given as (
      insert into project_role (project_id, person_id, role, created)
      select project_id, ${person.id}, role, ${now}::timestamptz from accepted
      on conflict (project_id, person_id) do nothing
      returning project_id, role)
    select role, project.name as project, project.uuid as project_uuid
    from given join project on project.id = given.project_id order by project.id`.execute(trx);
  await recordChanges(
    trx,
    { personId: person.id, via: 'sign-in', clientIp: address },
    rows.map((after) => ({
      at: now,
      action: 'role.given',
      subject: { uuid: person.uuid, name: person.username },
      before: null,
      after: { ...after },
    })),
  );
}
