import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { CustomerRole } from '../award/enums.ts';
import { runInTransaction } from '../database/transaction.ts';
import { notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import { parseUuid } from '../http/resource-urls.ts';
import type { AppContext } from '../http/app-context.ts';
import { requireRoleHolder } from '../people/person-store.ts';
import { deleteCustomerRole, insertCustomerRole, lockCustomer } from './customer-role-store.ts';
import { requireWritableCustomer } from './customer-service.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

/** A person, by the text of their UUID, and a role. */
export interface CustomerRoleSelection {
  user: string;
  role: CustomerRole;
}

/**
 * Gives a person a role in a customer, with an audit entry unless they have it; staff only. Throws
 * BadInput for the user, RefusedError.
 */
export async function grantCustomerRole(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  selection: CustomerRoleSelection,
): Promise<void> {
  const { grant, subject, values } = await loadGrant(context, caller, customerUuid, selection);
  const now = context.clock().toISOString();
  await runInTransaction(context.db, async (trx) => {
    // It may have been deleted since it was found.
    if (!(await lockCustomer(trx, grant.customerId))) throw notFoundError();
    if (!(await insertCustomerRole(trx, { ...grant, now }))) return;
    await recordChange(trx, toActor(caller), {
      at: now,
      action: 'role.given',
      subject,
      before: null,
      after: values,
    });
  });
}

/**
 * Revokes a role of a person in a customer, with an audit entry; staff only. Throws BadInput for the
 * user, RefusedError (`not_found`) where they do not have it.
 */
export async function revokeCustomerRole(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  selection: CustomerRoleSelection,
): Promise<void> {
  const { grant, subject, values } = await loadGrant(context, caller, customerUuid, selection);
  await runInTransaction(context.db, async (trx) => {
    if (!(await deleteCustomerRole(trx, grant))) throw notFoundError();
    await recordChange(trx, toActor(caller), {
      at: context.clock().toISOString(),
      action: 'role.taken',
      subject,
      before: values,
      after: null,
    });
  });
}

/** The rows that a selection names, and what the audit keeps about the role. */
async function loadGrant(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  { user, role }: CustomerRoleSelection,
) {
  const customer = await requireWritableCustomer(context, caller, customerUuid);
  const person = await requireRoleHolder(context.db, parseUuid(user, 'user'), caller);
  return {
    grant: { customerId: customer.id, personId: person.id, role },
    subject: { uuid: person.uuid, name: person.username },
    values: { role, customer: customer.name, customer_uuid: customer.uuid },
  };
}
