import { type Kysely, sql } from 'kysely';

/**
 * The outbox holds announcements, which become one entry for each recipient: `recipient` joins the
 * order, `event_id` is the same in every entry of one event.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table outbox
    add recipient text not null default '',
    add event_id uuid,
    add payload jsonb`,
  'drop index outbox_order',
  'create index outbox_order on outbox (kind, identifier, destination, recipient, id)',

  // The channels that deliver announcements here. While it is empty none is written.
  'create table announcement_channel (name text primary key)',

  // What is announced once although it stays true, such as "30 days before the end".
  `create table announced_once (
    key text primary key,
    announced timestamptz not null
  )`,
];
