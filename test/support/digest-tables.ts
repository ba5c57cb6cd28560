import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/database/schema.ts';

/** Returns for each of our tables the number of rows and a digest of their content. */
export async function digestTables(db: Kysely<Database>): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not like 'kysely%' order by 1`.execute(db);
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '\n' order by t::text)), '') as digest
      from ${sql.table(name)} t`.execute(db);
    digests[name] = rows[0]?.digest ?? '';
  }
  return digests;
}
