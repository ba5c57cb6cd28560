import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/database/schema.ts';

/**
 * Counts the blocks of the tables and of their indexes that `work` reads, in memory or not. `db` has one
 * connection, and autovacuum leaves the tables alone.
 */
export async function countBlocks(
  db: Kysely<Database>,
  tables: readonly string[],
  work: () => Promise<unknown>,
): Promise<number> {
  const before = await readBlockCount(db, tables);
  await work();
  return (await readBlockCount(db, tables)) - before;
}

async function readBlockCount(db: Kysely<Database>, tables: readonly string[]): Promise<number> {
  // What a session counts is published when a statement ends.
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ blocks: number }>`
    select sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read, 0)
      + coalesce(idx_blks_hit, 0))::bigint as blocks
    from pg_statio_user_tables where relname = any(${tables}::text[])`.execute(db);
  return rows[0]?.blocks ?? 0;
}
