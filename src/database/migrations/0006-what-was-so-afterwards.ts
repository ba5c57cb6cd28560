import { type Kysely, sql } from 'kysely';

/**
 * The audit says what was so after each decision, so that `gatehouse check` can tell a state, a
 * project or credits that no decision explains, and a decision whose entry is gone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // All null in entries from before, of refusals of awards that are not held, and of what decided
  // nothing. A deletion has a version alone: there is no award afterwards.
  `alter table audit_entry
    add column state text,
    add column project_id bigint references project,
    add column credits numeric,
    add column version integer`,
];
