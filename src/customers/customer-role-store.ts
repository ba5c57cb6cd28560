import { type Kysely, sql, type Transaction } from 'kysely';
import type { CustomerRole } from '../award/enums.ts';
import type { Database } from '../database/schema.ts';
import type { Page } from '../http/pagination.ts';

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

/** Inserts a role; false where the person had it already. */
export async function insertCustomerRole(
  db: Kysely<Database>,
  grant: { customerId: number; personId: number; role: CustomerRole; now: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('customer_role')
    .values({
      customer_id: grant.customerId,
      person_id: grant.personId,
      role: grant.role,
      created: grant.now,
    })
    .onConflict((conflict) => conflict.columns(['customer_id', 'person_id', 'role']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Deletes a role; false where the person did not have it. */
export async function deleteCustomerRole(
  db: Kysely<Database>,
  grant: { customerId: number; personId: number; role: CustomerRole },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('customer_role')
    .where('customer_id', '=', grant.customerId)
    .where('person_id', '=', grant.personId)
    .where('role', '=', grant.role)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** How many roles people have in a customer. */
export async function countCustomerUsers(db: Kysely<Database>, id: number): Promise<number> {
  const { count } = await db
    .selectFrom('customer_role')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('customer_id', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of the roles in a customer, by user name. */
export async function listCustomerUsers(db: Kysely<Database>, id: number, page: Page) {
  return db
    .selectFrom('customer_role')
    .innerJoin('person', 'person.id', 'customer_role.person_id')
    .select([
      'person.uuid as user_uuid',
      'person.username as user_username',
      'person.full_name as user_full_name',
      'person.email as user_email',
      'customer_role.role as role_name',
      'customer_role.created',
      sql<string>`'member'`.as('state'),
    ])
    .where('customer_id', '=', id)
    .orderBy('person.username')
    .orderBy('customer_role.role')
    .limit(page.size)
    .offset(page.offset)
    .execute();
}
