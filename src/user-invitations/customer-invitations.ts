/* Invites emails to customers, and withdraws such invitations. */

import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { CustomerRole } from '../award/award-enums.ts';
import { BadInput } from '../award/bad-input.ts';
import { grantCustomerRole } from '../customers/customer-role-service.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { runInTransaction } from '../database/transaction.ts';
import { notFoundError } from '../errors/refused-error.ts';
import type { AppContext } from '../http/app-context.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import { clearErasedEmail } from '../people/erased-emails.ts';
import { toAcceptedInvitation } from './accepted-invitation.ts';
import { findSignedIn } from './find-signed-in.ts';
import { findInvitation, type InvitationRow } from './invitation-store.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

interface CustomerInvitation {
  email: string;
  role: CustomerRole;
  expirationTime: string | null;
  now: string;
}

/**
 * Invites an email to a customer, in place of an earlier invitation to the same role, with an audit
 * entry; staff only. A person who has signed in with the email gets the role at once. Throws BadInput,
 * RefusedError.
 */
export async function inviteToCustomer(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  invitation: CustomerInvitation,
): Promise<InvitationRow & { isAccepted: boolean }> {
  requireStaff(caller);
  const { db } = context;
  const customer = await findCustomer(db, customerUuid, caller);
  if (customer === null) throw new BadInput('scope', 'There is no such customer.');
  const person = await findSignedIn(db, invitation.email);
  if (person === null) {
    const uuid = await storeInvitation(context, caller, customer, invitation);
    const row = await findInvitation(db, caller, uuid);
    if (row === null) throw notFoundError();
    return { ...row, isAccepted: false };
  }
  const { role, expirationTime } = invitation;
  const request = { user: person.uuid, role, expiration_time: expirationTime };
  await grantCustomerRole(context, caller, customerUuid, request);
  const givenRole = await db
    .selectFrom('customer_role')
    .select(['uuid', 'expiration_time'])
    .where('customer_id', '=', customer.id)
    .where('person_id', '=', person.id)
    .where('role', '=', role)
    .executeTakeFirstOrThrow();
  return {
    ...toAcceptedInvitation(caller, { ...invitation, ...givenRole }),
    scope_type: 'customer',
    scope_id: customer.id,
    scope_uuid: customer.uuid,
    scope_name: customer.name,
    scope_description: customer.description,
    customer_uuid: customer.uuid,
    customer_name: customer.name,
    isAccepted: true,
  };
}

function storeInvitation(
  { db }: ServiceContext,
  caller: Caller,
  customer: { id: number; uuid: string; name: string },
  { email, role, expirationTime, now }: CustomerInvitation,
): Promise<string> {
  return runInTransaction(db, async (trx) => {
    await clearErasedEmail(trx, email);
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
      after: {
        role,
        customer: customer.name,
        customer_uuid: customer.uuid,
        ...(expirationTime && { expiration_time: expirationTime }),
      },
    });
    return uuid;
  });
}

/** Withdraws an invitation to a customer, with an audit entry; staff only. Throws RefusedError. */
export async function withdrawFromCustomer(
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
