import { type RawBuilder, sql } from 'kysely';

/** The rows of queries as JSON lists, by kind. */
export type ExportQueries = Record<string, RawBuilder<unknown>>;

/** A JSON object with the rows of each query as a list; 50 queries at most. */
export function jsonExportSql(queries: ExportQueries): RawBuilder<Record<string, unknown>> {
  const entries = Object.entries(queries).map(
    ([kind, query]) => sql`${kind}::text, coalesce(
      (select jsonb_agg(to_jsonb(entry)) from (${query}) entry), '[]')`,
  );
  return sql`jsonb_build_object(${sql.join(entries)})`;
}
