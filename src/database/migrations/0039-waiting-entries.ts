import { type Kysely, sql } from 'kysely';

/**
 * `outbox_order` begins each award with its first entry that waits: dead ones come after. The oldest that
 * wait are found by kind, however many of other kinds are older.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'drop index outbox_order',
  `create index outbox_order
    on outbox (kind, identifier, destination, recipient, (dead is not null), id)`,
  'create index outbox_waiting on outbox (kind, id) where dead is null',
];
