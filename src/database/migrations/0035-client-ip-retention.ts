import { type Kysely, sql } from 'kysely';

/** Finds entries of the administrative audit that still have a client IP, oldest first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create index administrative_entry_client_ip on administrative_entry ("timestamp")
        where address <> ''`,
    )
    .execute(db);
}
