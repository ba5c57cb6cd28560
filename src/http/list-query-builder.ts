import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { OrderBy } from './order-parameter.ts';
import type { Page } from './pagination.ts';

/** Whether any column matches an `ilike` pattern (see toContainsPattern). */
export function anyColumnMatchesSql(
  columns: readonly string[],
  pattern: string,
): RawBuilder<boolean> {
  const tests = columns.map((column) => sql`${sql.ref(column)} ilike ${pattern}`);
  return sql`(${sql.join(tests, sql` or `)})`;
}

/**
 * Orders by `order`, or by `fallback` if that is empty; `unique` makes the order total, ascending
 * unless `uniqueDirection` says otherwise.
 */
export function applyOrderAndPage<Tables extends keyof Database, Row>(
  query: SelectQueryBuilder<Database, Tables, Row>,
  order: readonly OrderBy<string>[],
  {
    fallback,
    unique,
    uniqueDirection = 'asc',
  }: { fallback: string; unique: string; uniqueDirection?: 'asc' | 'desc' },
  page: Page,
): SelectQueryBuilder<Database, Tables, Row> {
  const wanted = order.length > 0 ? order : [{ column: fallback, direction: 'asc' as const }];
  const total = [...wanted, { column: unique, direction: uniqueDirection }];
  const ordered = total.reduce(
    (soFar, { column, direction }) => soFar.orderBy(sql.ref(column), direction),
    query,
  );
  return ordered.limit(page.size).offset(page.offset);
}
