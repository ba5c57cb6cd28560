import { type Kysely, sql } from 'kysely';

/** Finds the newest dead entries of the outbox, which each replica looks for every minute. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw('create index outbox_dead on outbox (kind, dead) where dead is not null')
    .execute(db);
}
