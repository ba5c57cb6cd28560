import { type Kysely, sql } from 'kysely';

/**
 * The erasure of a person replaces names in the administrative audit by a pseudonym; nothing else
 * changes its entries, and nothing removes them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create function administrative_entry_is_append_only() returns trigger language plpgsql as $$
     begin
       if tg_op = 'UPDATE' and current_setting('gatehouse.erases_person', true) = 'on' then
         return null;
       end if;
       raise exception 'audit entries are never changed or removed' using errcode = 'restrict_violation';
     end $$`,
  `drop trigger administrative_entry_is_append_only on administrative_entry`,
  `create trigger administrative_entry_is_append_only
     before update or delete or truncate on administrative_entry
     for each statement execute function administrative_entry_is_append_only()`,
  `alter table person add erased timestamptz`,
];
