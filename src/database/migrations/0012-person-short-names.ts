import { type Kysely, sql } from 'kysely';

/**
 * Gives people short names for the machines (docs/rules/machines.md, M2.1). A name stays in the table when
 * somebody gets another, so that it is never given to anybody else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table person_short_name (
    short_name text primary key check (short_name ~ '^[a-z][a-z0-9-]*$'),
    person_id bigint not null references person,
    created timestamptz not null,
    replaced timestamptz
  )`,
  `create unique index person_short_name_current on person_short_name (person_id)
    where replaced is null`,
];
