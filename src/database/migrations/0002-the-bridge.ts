import { type Kysely, sql } from 'kysely';

/**
 * What the bridge hands over and what it is still owed: jobs until they are answered, the
 * notifications that it passed on, and how often an entry of the outbox was tried.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The job itself is sealed, as its command may hold a template's key, and forgotten when the
  // job is closed: posted, or past its expiry.
  `create table bridge_job (
    id uuid primary key,
    sealed bytea,
    received timestamptz not null,
    expires timestamptz not null,
    outcome text,
    answered timestamptz,
    closed timestamptz,
    result text check (result is null or closed is not null)
  )`,
  `create index bridge_job_open on bridge_job (received) where closed is null`,
  `create index bridge_job_closed on bridge_job (closed, result) where closed is not null`,

  `create table bridge_notification (
    id uuid primary key,
    destination text not null,
    event text not null,
    received timestamptz not null
  )`,
  `create index bridge_notification_received on bridge_notification (received)`,

  `alter table outbox add attempts integer not null default 0, add next_attempt timestamptz`,
];
