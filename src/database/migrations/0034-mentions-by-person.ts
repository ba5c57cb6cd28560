import { type Kysely, sql } from 'kysely';

/** Finds the internal notes that mention a person: for the desk's filter, exports and erasures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw('create index internal_note_mention_person on internal_note_mention (person_id)')
    .execute(db);
}
