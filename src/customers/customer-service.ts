/* Creates, changes and deletes customers: permission, transaction and audit. */

import type { Type } from 'typebox';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange, recordChanges, recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { parseEmail } from '../award/email.ts';
import { isForeignKeyViolation } from '../database/sql-state.ts';
import { lockRow, lockRowForDeletion, runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { deleteAllCustomerRoles } from './customer-role-store.ts';
import type { CustomerRow } from './customer-row.ts';
import * as store from './customer-store.ts';
import type { CustomerBody } from './api-schema.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;
type CustomerFields = Type.Static<typeof CustomerBody>;

/** The customer with this UUID. Throws RefusedError (`not_found`) where the caller sees none. */
export async function requireVisibleCustomer(
  { db }: Pick<AppContext, 'db'>,
  caller: Caller,
  uuid: string,
): Promise<CustomerRow> {
  const row = await store.findCustomer(db, uuid, caller);
  if (row === null) throw notFoundError();
  return row;
}

/** As `requireVisibleCustomer`; throws RefusedError (`forbidden`) unless the caller is staff. */
export async function requireWritableCustomer(
  context: Pick<AppContext, 'db'>,
  caller: Caller,
  uuid: string,
): Promise<CustomerRow> {
  const row = await requireVisibleCustomer(context, caller, uuid);
  requireStaff(caller);
  return row;
}

/** Makes a customer and returns its UUID; staff only. Throws BadInput, RefusedError. */
export async function createCustomer(
  { db, clock }: ServiceContext,
  caller: Caller,
  fields: CustomerFields,
): Promise<string> {
  requireStaff(caller);
  const { name = '', ...columns } = toCustomerColumns(fields);
  const created = clock().toISOString();
  return runInTransaction(db, async (trx) => {
    const uuid = await store.insertCustomer(trx, { ...columns, name, created });
    const row = await requireVisibleCustomer({ db: trx }, caller, uuid);
    await recordChange(trx, toActor(caller), {
      at: created,
      action: 'customer.created',
      subject: { uuid, name },
      before: null,
      after: store.toCustomerAuditValues(row),
    });
    return uuid;
  });
}

/** Changes a customer; staff only. Throws BadInput, RefusedError. */
export async function changeCustomer(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
  fields: Partial<CustomerFields>,
): Promise<void> {
  const { id } = await requireWritableCustomer(context, caller, uuid);
  const columns = toCustomerColumns(fields);
  await runInTransaction(context.db, async (trx) => {
    await lockRow(trx, 'customer', id);
    const before = await requireVisibleCustomer({ db: trx }, caller, uuid);
    await store.updateCustomer(trx, id, columns);
    const after = await requireVisibleCustomer({ db: trx }, caller, uuid);
    await recordDifference(trx, toActor(caller), {
      at: context.clock().toISOString(),
      action: 'customer.changed',
      subject: { uuid, name: after.name },
      before: store.toCustomerAuditValues(before),
      after: store.toCustomerAuditValues(after),
    });
  });
}

/**
 * Deletes a customer with the roles in it, each with an audit entry; staff only. Throws RefusedError
 * (`conflict`) while it has projects or templates.
 */
export async function deleteCustomer(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
): Promise<void> {
  const row = await requireWritableCustomer(context, caller, uuid);
  const at = context.clock().toISOString();
  const customerValues = { customer: row.name, customer_uuid: uuid };
  try {
    await runInTransaction(context.db, async (trx) => {
      // Nobody can be given a role in it from here on.
      await lockRowForDeletion(trx, 'customer', row.id);
      const roles = await deleteAllCustomerRoles(trx, row.id);
      await store.deleteCustomer(trx, row.id);
      await recordChanges(trx, toActor(caller), [
        ...roles.map(({ uuid: person, username, role }) => ({
          at,
          action: 'role.taken' as const,
          subject: { uuid: person, name: username },
          before: { role, ...customerValues },
          after: null,
        })),
        {
          at,
          action: 'customer.deleted',
          subject: { uuid, name: row.name },
          before: store.toCustomerAuditValues(row),
          after: null,
        },
      ]);
    });
  } catch (error) {
    if (isForeignKeyViolation(error)) {
      throw conflictError('Customer still has projects or templates.');
    }
    throw error;
  }
}

function toCustomerColumns(fields: Partial<CustomerFields>) {
  const { name, native_name, abbreviation, description, email } = fields;
  if (name !== undefined && name.trim() === '') {
    throw new BadInput('name', 'This field may not be blank.');
  }
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(native_name !== undefined && { native_name }),
    ...(abbreviation !== undefined && { abbreviation }),
    ...(description !== undefined && { description }),
    ...(email !== undefined && { email: email === '' ? '' : parseEmail(email, 'email') }),
  };
}
