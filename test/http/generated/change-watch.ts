import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../src/database/schema.ts';

/*
 * Tells whether a request changed anything: each table notes that a row came, went or became
 * another one. Left out is what keeps watch: failed sign-ins, and when a key was last used.
 */
const changeTriggersSql = `do $$ declare t text; begin
  create table test_change (id bigint generated always as identity primary key);
  create function note_change() returns trigger language plpgsql as $f$
    begin insert into test_change default values; return null; end $f$;
  for t in select tablename from pg_tables where schemaname = 'public'
      and tablename not in ('test_change', 'sign_in_attempt', 'sign_on') loop
    execute format('create trigger note_row after insert or delete on %I
      for each row execute function note_change()', t);
    execute format('create trigger note_update after update on %I for each row
      when (to_jsonb(old) - ''last_used'' is distinct from to_jsonb(new) - ''last_used'')
      execute function note_change()', t);
  end loop;
end $$`;

export async function watchChanges(db: Kysely<Database>): Promise<void> {
  await sql.raw(changeTriggersSql).execute(db);
}

/** Grows whenever something has changed. */
export async function readLastChange(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ last: string | null }>`
    select max(id)::text as last from test_change`.execute(db);
  return rows[0]?.last ?? '0';
}
