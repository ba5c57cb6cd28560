import { type Kysely, sql } from 'kysely';

/**
 * The outbox keeps why an entry was refused, and its order by kind and award; its payload was never
 * used. A notification from the network is kept whole, with what made it unreadable.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table outbox drop column payload, add last_error text`,
  `drop index outbox_award`,
  `create index outbox_order on outbox (kind, identifier, destination, id)`,

  // As text: jsonb refuses some of what a bridge may hand over.
  `alter table bridge_notification add content text, add problem text`,
  `create index bridge_notification_problem on bridge_notification (received)
    where problem is not null`,
];
