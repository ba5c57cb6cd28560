import { type Kysely, sql } from 'kysely';

/** Whether the receiver of a webhook asked for its pause, which may be longer than the schedule's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw('alter table webhook add is_pause_asked boolean not null default false')
    .execute(db);
}
