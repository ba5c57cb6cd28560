import { type Kysely, sql, type Transaction } from 'kysely';
import type { CustomerRole } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';

/** Whether a customer exists; it cannot be deleted before the transaction ends. */
export async function lockCustomer(trx: Transaction<Database>, id: number): Promise<boolean> {
  const row = await trx
    .selectFrom('customer')
    .select('id')
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes every role in a customer and returns them. The customer's row must be locked. */
export async function deleteAllCustomerRoles(
  trx: Transaction<Database>,
  customerId: number,
): Promise<{ uuid: string; username: string; role: CustomerRole }[]> {
  const { rows } = await sql<{ uuid: string; username: string; role: CustomerRole }>`
    with deleted as (
      delete from customer_role where customer_id = ${customerId} returning person_id, role)
    select person.uuid, username, role from deleted join person on person.id = deleted.person_id
    order by username, role`.execute(trx);
  return rows;
}

interface CustomerRoleKey {
  customerId: number;
  personId: number;
  role: CustomerRole;
}

/** Inserts a role; false where the person had it already. */
export async function insertCustomerRole(
  db: Kysely<Database>,
  grant: CustomerRoleKey & { expirationTime: string | null; createdBy: number; now: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('customer_role')
    .values({
      customer_id: grant.customerId,
      person_id: grant.personId,
      role: grant.role,
      created: grant.now,
      expiration_time: grant.expirationTime,
      created_by: grant.createdBy,
    })
    .onConflict((conflict) => conflict.columns(['customer_id', 'person_id', 'role']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Whether a person owns a customer. */
export async function isCustomerOwner(
  db: Kysely<Database>,
  customerId: number,
  personId: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('customer_role')
    .select('role')
    .where('customer_id', '=', customerId)
    .where('person_id', '=', personId)
    .where('role', '=', 'CUSTOMER.OWNER')
    .executeTakeFirst();
  return row !== undefined;
}

/** Finds and locks a role; null where the person does not have it. */
export async function findCustomerRole(
  trx: Transaction<Database>,
  { customerId, personId, role }: CustomerRoleKey,
): Promise<{ expiration_time: string | null } | null> {
  const row = await trx
    .selectFrom('customer_role')
    .select('expiration_time')
    .where('customer_id', '=', customerId)
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Sets when a role ends; null never. */
export async function setCustomerRoleExpiry(
  db: Kysely<Database>,
  { customerId, personId, role }: CustomerRoleKey,
  expirationTime: string | null,
): Promise<void> {
  await db
    .updateTable('customer_role')
    .set({ expiration_time: expirationTime })
    .where('customer_id', '=', customerId)
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .execute();
}

/** Deletes a role; false where the person did not have it. */
export async function deleteCustomerRole(
  db: Kysely<Database>,
  { customerId, personId, role }: CustomerRoleKey,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('customer_role')
    .where('customer_id', '=', customerId)
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
