import { type Kysely, sql } from 'kysely';

/** Who is signed in in a browser: only the hash of what the browser holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table session (
    id bigint generated always as identity primary key,
    person_id bigint not null references person,
    digest bytea not null constraint session_digest_unique unique,
    created timestamptz not null,
    last_used timestamptz not null,
    expires timestamptz not null
  )`,
  `create index session_person on session (person_id)`,
  `create index session_expires on session (expires)`,
];
