/* Creates, sends and cancels invitations to customers and projects. */

import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { normalizeEmail, parseEmail } from '../award/email.ts';
import {
  conflictError,
  forbiddenError,
  notFoundError,
  RefusedError,
} from '../errors/refused-error.ts';
import type { AppContext } from '../http/app-context.ts';
import type { Caller } from '../http/caller.ts';
import { runInTransaction } from '../database/transaction.ts';
import { sendInvitationMail } from '../mail/send-invitation-mail.ts';
import { inviteToProject, withdrawFromProject } from '../projects/project-invitations.ts';
import { requireManagedMembers, storeRole } from '../projects/project-role-service.ts';
import { parseExpirationTime, parseRoleName } from '../roles/role-request.ts';
import { toAcceptedInvitation } from './accepted-invitation.ts';
import { inviteToCustomer, withdrawFromCustomer } from './customer-invitations.ts';
import { findSignedIn } from './find-signed-in.ts';
import { parseScopeUrl } from './invitation-scope.ts';
import { findInvitation, type InvitationRow } from './invitation-store.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

export interface InvitationFields {
  email: string;
  /** A name or UUID. */
  role: string;
  /** URL of a project or customer. */
  scope: string;
  expiration_time?: string | null;
}

/** The invitation with this UUID. Throws RefusedError (`not_found`) where the caller sees none. */
export async function requireInvitation(
  { db }: Pick<AppContext, 'db'>,
  caller: Caller,
  uuid: string,
): Promise<InvitationRow> {
  const row = await findInvitation(db, caller, uuid);
  if (row === null) throw notFoundError();
  return row;
}

/**
 * Invites somebody by email: to a project by those who manage its members, to a customer by staff
 * (docs/rules/awards.md, Who may). A person who has signed in with the email gets the role at once. Throws BadInput,
 * RefusedError.
 */
export async function createInvitation(
  context: ServiceContext,
  caller: Caller,
  fields: InvitationFields,
): Promise<InvitationRow & { isAccepted: boolean }> {
  const scope = parseScopeUrl(fields.scope, 'scope');
  const email = normalizeEmail(parseEmail(fields.email, 'email'));
  const now = context.clock().toISOString();
  const expirationTime = parseExpirationTime(fields.expiration_time, now) ?? null;
  if (scope.kind === 'customer') {
    const role = parseRoleName(fields.role, 'customer');
    return inviteToCustomer(context, caller, scope.uuid, { email, role, expirationTime, now });
  }
  const project = await requireManaged(context, caller, scope.uuid);
  const role = parseRoleName(fields.role, 'project');
  const person = await findSignedIn(context.db, email);
  if (person === null) {
    const uuid = await inviteToProject(context, caller, project, { email, role, expirationTime });
    return { ...(await requireInvitation(context, caller, uuid)), isAccepted: false };
  }
  await storeRole(context, caller, { project, person, now }, () => ({ role, expirationTime }));
  const givenRole = await context.db
    .selectFrom('project_role')
    .select(['uuid', 'expiration_time'])
    .where('project_id', '=', project.id)
    .where('person_id', '=', person.id)
    .executeTakeFirstOrThrow();
  const scopeFields = {
    scope_type: 'project',
    scope_id: project.id,
    scope_uuid: project.uuid,
    scope_name: project.name,
    scope_description: project.description,
    customer_uuid: project.customer_uuid,
    customer_name: project.customer_name,
  } as const;
  const accepted = toAcceptedInvitation(caller, { ...givenRole, email, role, now });
  return { ...accepted, ...scopeFields, isAccepted: true };
}

/** A project that the caller does not see is refused as the field that names it. */
async function requireManaged(context: ServiceContext, caller: Caller, uuid: string) {
  try {
    return await requireManagedMembers(context, caller, { uuid });
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'not_found') throw error;
    throw new BadInput('scope', 'There is no such project.');
  }
}

/** Withdraws an invitation, with an audit entry. Throws RefusedError. */
export async function cancelInvitation(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
): Promise<void> {
  const row = await requireInvitation(context, caller, uuid);
  if (row.scope_type === 'customer') return withdrawFromCustomer(context, caller, row);
  const project = await requireManagedMembers(context, caller, { uuid: row.scope_uuid });
  if (!(await withdrawFromProject(context, caller, project, row))) throw notFoundError();
}

/**
 * Sends the mail of an invitation again; for those who may withdraw it. Throws RefusedError
 * (`conflict`) where this site sends no mail, or none of invitations.
 */
export async function sendInvitation(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
): Promise<void> {
  const row = await requireInvitation(context, caller, uuid);
  if (row.scope_type === 'project') {
    await requireManagedMembers(context, caller, { uuid: row.scope_uuid });
  } else if (!caller.isStaff) {
    throw forbiddenError();
  }
  const { email, role_name: role, scope_name: scope, expiration_time: until } = row;
  const { scope_uuid: scopeUuid } = row;
  const invitation = { email, role, scope, scopeUuid, until, inviter: caller.fullName };
  await runInTransaction(context.db, async (trx) => {
    const now = context.clock().toISOString();
    if (!(await sendInvitationMail(trx, invitation, now))) {
      throw conflictError(
        'This site sends no mail. The invitation takes effect when its owner signs in.',
      );
    }
    await recordChange(trx, toActor(caller), {
      at: now,
      action: 'role.invitation_sent',
      subject: { uuid: null, name: email },
      before: null,
      after: { role, [row.scope_type]: scope },
    });
  });
}
