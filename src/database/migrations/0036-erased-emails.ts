import { type Kysely, sql } from 'kysely';

/**
 * Emails of people who were erased, as sha256 of the email in lower case: an award that still names one
 * sends no mail there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table erased_email (
        email_digest bytea primary key,
        erased timestamptz not null
      )`,
    )
    .execute(db);
}
