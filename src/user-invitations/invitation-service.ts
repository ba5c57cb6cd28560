import type { Kysely } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { normalizeEmail, parseEmail } from '../award/email.ts';
import { requireVisibleCustomer } from '../customers/customer-service.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import {
  conflictError,
  forbiddenError,
  notFoundError,
  RefusedError,
} from '../errors/refused-error.ts';
import type { AppContext } from '../http/app-context.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import { inviteToProject, withdrawFromProject } from '../projects/project-invitations.ts';
import {
  requireManagedMembers,
  type RoleHolder,
  storeRole,
} from '../projects/project-role-service.ts';
import { parseExpirationTime, parseRoleName } from '../roles/role-request.ts';
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
    const uuid = await inviteToCustomer(context, caller, scope.uuid, {
      email,
      role: parseRoleName(fields.role, 'customer'),
      expirationTime,
      now,
    });
    return { ...(await requireInvitation(context, caller, uuid)), isAccepted: false };
  }
  const project = await requireManaged(context, caller, scope.uuid);
  const role = parseRoleName(fields.role, 'project');
  const person = await findSignedIn(context.db, email);
  if (person === null) {
    const uuid = await inviteToProject(context, caller, project, { email, role, expirationTime });
    return { ...(await requireInvitation(context, caller, uuid)), isAccepted: false };
  }
  await storeRole(context, caller, { project, person, now }, () => ({ role, expirationTime }));
  const { uuid } = await context.db
    .selectFrom('project_role')
    .select('uuid')
    .where('project_id', '=', project.id)
    .where('person_id', '=', person.id)
    .executeTakeFirstOrThrow();
  return {
    uuid,
    email,
    role_name: role,
    created: now,
    expiration_time: expirationTime,
    scope_type: 'project',
    scope_id: project.id,
    scope_uuid: project.uuid,
    scope_name: project.name,
    scope_description: project.description,
    customer_uuid: project.customer_uuid,
    customer_name: project.customer_name,
    created_by_full_name: caller.fullName,
    created_by_username: caller.username,
    isAccepted: true,
  };
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

/** Refuses to send an invitation: there is no mail yet, and success would be a lie. */
export async function sendInvitation(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
): Promise<never> {
  const row = await requireInvitation(context, caller, uuid);
  if (row.scope_type === 'project') {
    await requireManagedMembers(context, caller, { uuid: row.scope_uuid });
  } else if (!caller.isStaff) {
    throw forbiddenError();
  }
  throw conflictError(
    'This service sends no mail yet. The invitation takes effect when its owner signs in.',
  );
}

/** The one active person who has signed in with this email; null where there are none or several. */
async function findSignedIn(db: Kysely<Database>, email: string): Promise<RoleHolder | null> {
  const rows = await db
    .selectFrom('person_email')
    .innerJoin('person', 'person.id', 'person_email.person_id')
    .select(['person.id', 'person.uuid', 'person.username', 'person.email'])
    .where('person_email.email', '=', email)
    .where('person.is_active', '=', true)
    .where('person.is_robot', '=', false)
    .limit(2)
    .execute();
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

interface CustomerInvitation {
  email: string;
  role: 'CUSTOMER.OWNER' | 'CUSTOMER.MANAGER';
  expirationTime: string | null;
  now: string;
}

async function inviteToCustomer(
  { db }: ServiceContext,
  caller: Caller,
  customerUuid: string,
  { email, role, expirationTime, now }: CustomerInvitation,
): Promise<string> {
  requireStaff(caller);
  const customer = await requireVisibleCustomer({ db }, caller, customerUuid);
  return runInTransaction(db, async (trx) => {
    const values = { expiration_time: expirationTime, created: now, created_by: caller.personId };
    const { uuid } = await trx
      .insertInto('customer_invitation')
      .values({ ...values, customer_id: customer.id, email, role })
      .onConflict((conflict) =>
        conflict.columns(['customer_id', 'email', 'role']).doUpdateSet(values),
      )
      .returning('uuid')
      .executeTakeFirstOrThrow();
    await recordChange(trx, toActor(caller), {
      at: now,
      action: 'role.invited',
      subject: { uuid: null, name: email },
      before: null,
      after: { role, customer: customer.name, customer_uuid: customer.uuid },
    });
    return uuid;
  });
}

async function withdrawFromCustomer(
  { db, clock }: ServiceContext,
  caller: Caller,
  row: InvitationRow,
): Promise<void> {
  requireStaff(caller);
  await runInTransaction(db, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('customer_invitation')
      .where('uuid', '=', row.uuid)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw notFoundError();
    await recordChange(trx, toActor(caller), {
      at: clock().toISOString(),
      action: 'role.invitation_withdrawn',
      subject: { uuid: null, name: row.email },
      before: {
        role: row.role_name,
        customer: row.customer_name,
        customer_uuid: row.customer_uuid,
      },
      after: null,
    });
  });
}
