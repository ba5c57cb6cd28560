import { sql, type Transaction } from 'kysely';
import { type Actor, recordChanges } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';

/** Whether a customer is there; it stays until the transaction ends. */
export async function lockCustomer(trx: Transaction<Database>, id: number): Promise<boolean> {
  const row = await trx
    .selectFrom('customer')
    .select('id')
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes every role in a customer that is about to go, each with an entry in the administrative
 * audit. The customer's row is held, so that nobody is given another meanwhile.
 */
export async function revokeAllRoles(
  trx: Transaction<Database>,
  customer: { id: number; uuid: string; name: string },
  actor: Actor,
  at: string,
): Promise<void> {
  const { rows } = await sql<{ uuid: string; username: string; role: string }>`
    with taken as (
      delete from customer_role where customer_id = ${customer.id} returning person_id, role)
    select person.uuid, username, role from taken join person on person.id = taken.person_id
    order by username, role`.execute(trx);
  await recordChanges(
    trx,
    actor,
    rows.map(({ uuid, username, role }) => ({
      at,
      action: 'role.taken',
      subject: { uuid, name: username },
      before: { role, customer: customer.name, customer_uuid: customer.uuid },
      after: null,
    })),
  );
}
