import { type SqlBool, sql } from 'kysely';

/**
 * Whether an entry that is not dead is the first of these of its award, kind and recipient. Whatever
 * the statistics, PostgreSQL reads one entry of the index outbox_order for it: no other index has this
 * order, and it has no condition beside. With equations and `min(id)` it may search the primary key
 * from its beginning, for each entry anew; "not exists" may become a join of all entries with all.
 */
export const isFirstOfAwardSql = sql<SqlBool>`outbox.id = (select same.id from outbox same
  where same.kind = outbox.kind and (same.identifier, same.destination, same.recipient)
    >= (outbox.identifier, outbox.destination, outbox.recipient)
  order by same.identifier, same.destination, same.recipient, (same.dead is not null), same.id
  limit 1)`;
