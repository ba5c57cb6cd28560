/* Invites emails that belong to no account to a project, and withdraws such invitations. */

import type { Transaction } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { ProjectRole } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import type { AppContext } from '../http/app-context.ts';
import type { Caller } from '../http/caller.ts';
import { clearErasedEmail } from '../people/erased-emails.ts';
import { updateExclusions } from './project-exclusions.ts';
import { refuseAwardControlledChange } from './project-role-service.ts';
import { loadRoleContext } from './project-role-store.ts';
import type { ProjectRow } from './project-store.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

/** An invitation of an email, in lower case, that is nobody's yet. */
export interface NewInvitation {
  email: string;
  role: ProjectRole;
  expirationTime: string | null;
}

/** No person: an email alone. */
const NOBODY = 0;

/**
 * Invites an email to a project, in place of an earlier invitation, with an audit entry. Returns the
 * UUID. The caller must manage the members. Throws RefusedError (`conflict`) where the project's
 * award decides who belongs or does not admit the email.
 */
export function inviteToProject(
  { db, clock }: ServiceContext,
  caller: Caller,
  project: ProjectRow,
  { email, role, expirationTime }: NewInvitation,
): Promise<string> {
  const now = clock().toISOString();
  return runInTransaction(db, async (trx) => {
    await lockRow(trx, 'project', project.id);
    const roleContext = await loadRoleContext(trx, project.id, { id: NOBODY, email });
    refuseAwardControlledChange(roleContext, { role, expirationTime });
    await clearErasedEmail(trx, email);
    const { uuid } = await trx
      .insertInto('invitation')
      .values({
        project_id: project.id,
        email,
        role,
        created: now,
        expiration_time: expirationTime,
        created_by: caller.personId,
      })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    await updateExclusions(trx, project.id, roleContext, { role, now });
    const change = { email, now, before: null, after: role, expirationTime };
    await recordInvitation(trx, caller, project, change);
    return uuid;
  });
}

/**
 * Withdraws an invitation to a project with an audit entry; false where it is gone already. The caller
 * must manage the members. Throws RefusedError (`conflict`) where the project's award decides.
 */
export function withdrawFromProject(
  { db, clock }: ServiceContext,
  caller: Caller,
  project: ProjectRow,
  { uuid, email }: { uuid: string; email: string },
): Promise<boolean> {
  const now = clock().toISOString();
  return runInTransaction(db, async (trx) => {
    await lockRow(trx, 'project', project.id);
    const deleted = await trx
      .deleteFrom('invitation')
      .where('uuid', '=', uuid)
      .returning('role')
      .executeTakeFirst();
    if (deleted === undefined) return false;
    const roleContext = await loadRoleContext(trx, project.id, { id: NOBODY, email });
    refuseAwardControlledChange({ ...roleContext, role: deleted.role }, null);
    await updateExclusions(trx, project.id, roleContext, { role: null, now });
    const change = { email, now, before: deleted.role, after: null, expirationTime: null };
    await recordInvitation(trx, caller, project, change);
    return true;
  });
}

async function recordInvitation(
  trx: Transaction<Database>,
  caller: Caller,
  project: ProjectRow,
  {
    email,
    now,
    before,
    after,
    expirationTime,
  }: {
    email: string;
    now: string;
    before: ProjectRole | null;
    after: ProjectRole | null;
    expirationTime: string | null;
  },
): Promise<void> {
  const toValues = (role: ProjectRole | null) =>
    role && {
      role,
      project: project.name,
      project_uuid: project.uuid,
      ...(expirationTime && { expiration_time: expirationTime }),
    };
  await recordChange(trx, toActor(caller), {
    at: now,
    action: after === null ? 'role.invitation_withdrawn' : 'role.invited',
    subject: { uuid: null, name: email },
    before: toValues(before),
    after: toValues(after),
  });
}
