import { type Kysely, type RawBuilder, sql } from 'kysely';
import { expandYear } from '../award/short-name.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';

/**
 * Takes the next free short name of a pattern (awards.md, Shortname patterns), as `name`. The
 * series' row stays locked until the transaction ends, so two awards approved at once get two names.
 */
export function allocateShortNameSql(pattern: string, now: string): RawBuilder<{ name: string }> {
  const series = expandYear(pattern, parseYear(now));
  return sql`insert into short_name_series as taken (series, next_count)
    values (${series}, ${nextIndexSql(series)} + 1)
    on conflict (series) do update
      set next_count = free_short_name(taken.series, taken.next_count) + 1
    returning nth_short_name(series, next_count - 1) as name`;
}

/** Whether another project was given the name meanwhile, by a pattern that has it too. */
export function isShortNameTaken(error: unknown): boolean {
  return isUniqueViolation(error, 'project_short_name_unique');
}

/** The short name that a project would get now; nothing is taken. */
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

/** Which of a series is the next that nobody has, as it is seen now. */
function nextIndexSql(series: string): RawBuilder<number> {
  return sql`free_short_name(${series},
    coalesce((select next_count from short_name_series where series = ${series}), 0))`;
}

function parseYear(now: string): number {
  return Number(now.slice(0, 4));
}
