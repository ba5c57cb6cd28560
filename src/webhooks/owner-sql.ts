import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';

/*
 * Who may have webhooks (docs/rules/api.md, R6.1): staff any, owners of a customer those of the
 * customer. A destination may hold a secret of the receiver, so support does not see them.
 */

/** Webhooks that the caller may see and change. */
export function manageableWebhooksSql({ isStaff, personId }: Caller): RawBuilder<SqlBool> {
  if (isStaff) return sql<SqlBool>`true`;
  return sql<SqlBool>`webhook.customer_id in (select customer_id from customer_role
    where person_id = ${personId} and role = 'CUSTOMER.OWNER')`;
}

/** Whether the owner of a webhook may still have it; without that right it stops. */
export const hasEntitledOwnerSql = sql<SqlBool>`exists (select from person owner
  where owner.id = webhook.owner_id and owner.is_active
    and (owner.is_staff or exists (select from customer_role
      where customer_role.person_id = owner.id and customer_role.customer_id = webhook.customer_id
        and customer_role.role = 'CUSTOMER.OWNER')))`;
