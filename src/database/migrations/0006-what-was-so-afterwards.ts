import { type Kysely, sql } from 'kysely';

/**
 * The audit says what was so after each decision, so that `gatehouse check` can tell a state, a
 * project or credits that no decision explains.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // All null in entries from before, of awards that are not held, and of what decided nothing.
  `alter table audit_entry
    add column state text,
    add column project_id bigint references project,
    add column credits numeric`,
];
