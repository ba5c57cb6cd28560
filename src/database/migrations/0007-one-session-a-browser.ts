import { type Kysely, sql } from 'kysely';

/** A sign-on remembers the session that it takes the place of: it is not brought on the way back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sign_on add column session_digest bytea`.execute(db);
}
