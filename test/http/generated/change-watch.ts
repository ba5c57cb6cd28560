import { sql } from 'kysely';
import pg from 'pg';
import type { TestDatabase } from '../../support/test-database.ts';

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

/** The highest ids of the noted changes and of the entries of both audits. */
export interface Traces {
  change: number;
  award: number;
  administration: number;
}

/** Watches a database over a connection of its own, which takes less time than a pool. */
export class ChangeWatch {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open({ db, url }: TestDatabase): Promise<ChangeWatch> {
    await sql.raw(changeTriggersSql).execute(db);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new ChangeWatch(client);
  }

  /** Grows whenever something has changed. */
  async readLast(): Promise<string> {
    const { rows } = await this.#client.query({
      name: 'last change',
      text: 'select max(id)::text as last from test_change',
    });
    return rows[0].last ?? '0';
  }

  async readTraces(): Promise<Traces> {
    const { rows } = await this.#client.query({
      name: 'traces',
      text: `select (select coalesce(max(id), 0) from test_change)::int as change,
        (select coalesce(max(id), 0) from audit_entry)::int as award,
        (select coalesce(max(id), 0) from administrative_entry)::int as administration`,
    });
    return rows[0];
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
