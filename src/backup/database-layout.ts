import type pg from 'pg';
import type { SequenceState, TableLayout } from './backup-manifest.ts';

/* What the catalogue of PostgreSQL says of our tables. The job queue's schema is not ours: the queue
   is filled again from `bridge_job`. */

/** Kysely's own tables: the manifest names the migrations instead. */
const isOursSql = `c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
  and c.relname not in ('kysely_migration', 'kysely_migration_lock')`;

/** Our tables by name, with the columns whose values are stored. */
export async function loadTableLayouts(client: pg.ClientBase): Promise<TableLayout[]> {
  const { rows } = await client.query<TableLayout>(`
    select c.relname as name,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where ${isOursSql} and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`);
  return rows;
}

/** The migrations that were applied, in their order; empty for a database that has none. */
export async function loadAppliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select to_regclass('kysely_migration') is not null as exists`,
  );
  if (!rows[0]?.exists) return [];
  const applied = await client.query<{ name: string }>(
    'select name from kysely_migration order by name',
  );
  return applied.rows.map(({ name }) => name);
}

/** How far the counters of the identity columns are. */
export async function loadSequenceStates(client: pg.ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<SequenceState>(`
    select c.relname as "table", a.attname as "column",
      pg_sequence_last_value(pg_get_serial_sequence(quote_ident(c.relname), a.attname)::regclass)::text
        as last
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where ${isOursSql} and a.attidentity <> ''
    order by c.relname, a.attnum`);
  return rows;
}

export interface ForeignKey {
  table: string;
  name: string;
  /** What follows `add constraint <name>`. */
  definition: string;
}

export async function loadForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where ${isOursSql} and k.contype = 'f' and k.conparentid = 0
    order by c.relname, k.conname`);
  return rows;
}

/** Whether our schema has any table, ours or not. */
export async function hasTables(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>(`
    select exists (select from pg_class
      where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace) as exists`);
  return rows[0]?.exists ?? false;
}
