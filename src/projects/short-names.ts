import { type Kysely, type RawBuilder, sql } from 'kysely';
import { expandYear } from '../award/short-name.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';

/**
 * A statement that allocates the next free short name of a pattern (docs/rules/awards.md, A4.1) and
 * returns it as `name`. It locks the row of the series until the transaction ends, so that two
 * awards that are approved at once get two names.
 */
export function allocateShortNameSql(pattern: string, now: string): RawBuilder<{ name: string }> {
  const series = expandYear(pattern, parseYear(now));
  return sql`insert into short_name_series as current (series, next_count)
    values (${series}, ${nextIndexSql(series)} + 1)
    on conflict (series) do update
      set next_count = free_short_name(current.series, current.next_count) + 1
    returning nth_short_name(series, next_count - 1) as name`;
}

/** Whether another transaction gave the name to a project, by another pattern that allows it. */
export function isShortNameTaken(error: unknown): boolean {
  return isUniqueViolation(error, 'project_short_name_unique');
}

/** The short name that a project would get now, without allocating it. */
export async function previewShortName(
  db: Kysely<Database>,
  pattern: string,
  now: string,
): Promise<string> {
  const series = expandYear(pattern, parseYear(now));
  const { rows } = await sql<{ name: string }>`
    select nth_short_name(${series}, ${nextIndexSql(series)}) as name`.execute(db);
  return (rows[0] as { name: string }).name;
}

/** The index of the next name in a series that no project has. */
function nextIndexSql(series: string): RawBuilder<number> {
  return sql`free_short_name(${series},
    coalesce((select next_count from short_name_series where series = ${series}), 0))`;
}

function parseYear(now: string): number {
  return Number(now.slice(0, 4));
}
