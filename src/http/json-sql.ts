import { type RawBuilder, sql } from 'kysely';
import type { BaseUrl } from './resource-urls.ts';

/*
 * JSON that PostgreSQL writes, so that a list is sent as the database returns it, without parsing.
 * Text is joined by `||`, which costs PostgreSQL less than json_build_object. The pieces are our own
 * SQL; values from outside are parameters, in the row `given` or elsewhere in the statement.
 */

/** JSON as pieces: literal text, or an SQL expression whose value is JSON text, never null. */
export type JsonSql = readonly (string | { sql: string })[];

/** What a representation depends on besides the rows. */
export interface JsonContext {
  /** The base of URLs, escaped by `escapeForJsonString`. */
  base: string;
  portal: string;
  today: string;
}

/** The base of URLs as it is written inside a JSON string. */
export function escapeForJsonString(base: BaseUrl): string {
  return JSON.stringify(base).slice(1, -1);
}

/** The common table expression `given`: one row that the pieces below read. */
export function jsonContextSql({
  base,
  portal,
  today,
}: { [Name in keyof JsonContext]: RawBuilder<string> }) {
  return sql`given as materialized (select ${base}::text as base, ${portal}::text as portal,
    ${today}::date as today)`;
}

/** The pieces as one SQL expression. */
export function toExpressionSql(json: JsonSql): string {
  const merged: JsonSql[number][] = [];
  for (const piece of json) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') merged.splice(-1, 1, last + piece);
    else merged.push(piece);
  }
  const parts = merged.map((piece) =>
    typeof piece === 'string' ? quoteSqlLiteral(piece) : piece.sql,
  );
  return `(${parts.join(' || ')})`;
}

/** An object with its fields in this order. */
export function jsonObject(fields: Record<string, JsonSql>): JsonSql {
  const pieces = Object.entries(fields).flatMap(([name, value], n) => [
    `${n === 0 ? '' : ','}${JSON.stringify(name)}:`,
    ...value,
  ]);
  return ['{', ...pieces, '}'];
}

/** A string, from an expression that is never null. */
export const jsonString = (expression: string): JsonSql => [
  { sql: `to_json(${expression})::text` },
];

/** A string, number, boolean or date, or null. */
export const nullableJson = (expression: string): JsonSql => [
  { sql: `coalesce(to_json(${expression})::text, 'null')` },
];

/** A string from an expression without characters to escape, such as a UUID. */
export const unescapedString = (expression: string): JsonSql => [
  '"',
  { sql: `${expression}::text` },
  '"',
];

/** A number, boolean or jsonb, from an expression that is never null. */
export const rawJson = (expression: string): JsonSql => [{ sql: `${expression}::text` }];

/** A time with six digits and Z, or null. Needs a session in UTC. */
export const jsonTime = (expression: string): JsonSql => [
  {
    sql: String.raw`coalesce(to_char(${expression}, '\"YYYY-MM-DD"T"HH24:MI:SS.US"Z"\"'), 'null')`,
  },
];

/** Credits as award/credits.ts writes them (at least two decimals, no further zeros), or null. */
export const jsonCredits = (expression: string): JsonSql => [
  {
    sql: `coalesce('"' || round(${expression}, greatest(2, min_scale(${expression}))) || '"', 'null')`,
  },
];

/** The absolute URL of a resource; `path` is one of resourcePaths. */
export const jsonUrl = (path: string, uuid: string): JsonSql => [
  '"',
  { sql: 'given.base' },
  path,
  { sql: `${uuid}::text` },
  '/"',
];

/** One JSON or the other, by an SQL condition. */
export const jsonCase = (condition: string, yes: JsonSql, no: JsonSql): JsonSql => [
  { sql: `case when ${condition} then ${toExpressionSql(yes)} else ${toExpressionSql(no)} end` },
];

function quoteSqlLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
