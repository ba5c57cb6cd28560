/* Grants, changes and revokes roles of people in customers. */

import type { Transaction } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { CustomerRole } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import { parseUuid } from '../http/resource-urls.ts';
import type { AppContext } from '../http/app-context.ts';
import { requireRoleHolder } from '../people/person-store.ts';
import { parseExpirationTime, parseRoleName, type RoleRequest } from '../roles/role-request.ts';
import {
  deleteCustomerRole,
  findCustomerRole,
  insertCustomerRole,
  lockCustomer,
  setCustomerRoleExpiry,
} from './customer-role-store.ts';
import { requireWritableCustomer } from './customer-service.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;
type Expiry = { expiration_time: string | null };

/**
 * Gives a person a role in a customer until the given time, with an audit entry unless nothing
 * changes; staff only. Returns when the role ends. Throws BadInput, RefusedError.
 */
export function grantCustomerRole(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  request: RoleRequest,
): Promise<Expiry> {
  return storeCustomerRole(context, caller, customerUuid, request, { mayInsert: true });
}

/**
 * Changes when a role in a customer ends, as `grantCustomerRole` grants it. Throws RefusedError
 * (`not_found`) where the person does not have the role.
 */
export function changeCustomerRole(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  request: RoleRequest,
): Promise<Expiry> {
  return storeCustomerRole(context, caller, customerUuid, request, { mayInsert: false });
}

async function storeCustomerRole(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  request: RoleRequest,
  { mayInsert }: { mayInsert: boolean },
): Promise<Expiry> {
  const loaded = await loadGrant(context, caller, customerUuid, request);
  const now = context.clock().toISOString();
  const expirationTime = parseExpirationTime(request.expiration_time, now);
  return runInTransaction(context.db, async (trx) => {
    // It may have been deleted since it was found.
    if (!(await lockCustomer(trx, loaded.grant.customerId))) throw notFoundError();
    if (mayInsert) {
      const expiry = { expirationTime: expirationTime ?? null, createdBy: caller.personId };
      if (await insertCustomerRole(trx, { ...loaded.grant, ...expiry, now })) {
        await recordRole(trx, caller, loaded, {
          now,
          before: undefined,
          after: expiry.expirationTime,
        });
        return { expiration_time: expiry.expirationTime };
      }
    }
    const current = await findCustomerRole(trx, loaded.grant);
    if (current === null) throw notFoundError();
    const before = current.expiration_time;
    if (expirationTime === undefined || isSameTime(expirationTime, before)) {
      return { expiration_time: before };
    }
    await setCustomerRoleExpiry(trx, loaded.grant, expirationTime);
    await recordRole(trx, caller, loaded, { now, before, after: expirationTime });
    return { expiration_time: expirationTime };
  });
}

function isSameTime(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return Date.parse(one) === Date.parse(other);
}

/**
 * Revokes a role of a person in a customer, with an audit entry; staff only. Throws BadInput for the
 * user, RefusedError (`not_found`) where they do not have it.
 */
export async function revokeCustomerRole(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  request: RoleRequest,
): Promise<void> {
  const loaded = await loadGrant(context, caller, customerUuid, request);
  const now = context.clock().toISOString();
  await runInTransaction(context.db, async (trx) => {
    if (!(await deleteCustomerRole(trx, loaded.grant))) throw notFoundError();
    await recordRole(trx, caller, loaded, { now, before: null, after: undefined });
  });
}

type LoadedGrant = Awaited<ReturnType<typeof loadGrant>>;

/** When the role ended or ends; undefined stands for no role. */
interface RecordedChange {
  now: string;
  before: string | null | undefined;
  after: string | null | undefined;
}

async function recordRole(
  trx: Transaction<Database>,
  caller: Caller,
  { subject, values }: LoadedGrant,
  { now, before, after }: RecordedChange,
): Promise<void> {
  const toValues = (expiry: string | null | undefined) =>
    expiry === undefined ? null : { ...values, ...(expiry && { expiration_time: expiry }) };
  await recordChange(trx, toActor(caller), {
    at: now,
    action:
      after === undefined ? 'role.taken' : before === undefined ? 'role.given' : 'role.changed',
    subject,
    before: toValues(before),
    after: toValues(after),
  });
}

/** The rows that a request names, and what the audit keeps about the role. */
async function loadGrant(
  context: ServiceContext,
  caller: Caller,
  customerUuid: string,
  request: RoleRequest,
) {
  const customer = await requireWritableCustomer(context, caller, customerUuid);
  const role: CustomerRole = parseRoleName(request.role, 'customer');
  const person = await requireRoleHolder(context.db, parseUuid(request.user, 'user'), caller);
  return {
    grant: { customerId: customer.id, personId: person.id, role },
    subject: { uuid: person.uuid, name: person.username },
    values: { role, customer: customer.name, customer_uuid: customer.uuid },
  };
}
