import { type RawBuilder, sql } from 'kysely';
import type { BaseUrl } from './resource-urls.ts';

/*
 * JSON that PostgreSQL writes, so that what a page shows leaves the database as it is sent. Text is
 * put together by `||`, which costs PostgreSQL less than json_build_object. All of it is SQL of our
 * own: what comes from outside is a parameter, `given` among them.
 */

/** JSON as pieces: text as it is sent, or SQL that gives such text and is never null. */
export type JsonSql = readonly (string | { sql: string })[];

/** What a representation depends on beside the rows. */
export interface JsonContext {
  /** The base of URLs as it stands within a JSON string (`withinJson`). */
  base: string;
  portal: string;
  today: string;
}

export function escapeForJsonString(base: BaseUrl): string {
  return JSON.stringify(base).slice(1, -1);
}

/** A row beside those that are shown. */
export function jsonContextSql({
  base,
  portal,
  today,
}: { [Name in keyof JsonContext]: RawBuilder<string> }) {
  return sql`given as materialized (select ${base}::text as base, ${portal}::text as portal,
    ${today}::date as today)`;
}

/** The pieces as one expression of SQL. */
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

/** An object with its names in this order. */
export function jsonObject(fields: Record<string, JsonSql>): JsonSql {
  const pieces = Object.entries(fields).flatMap(([name, value], n) => [
    `${n === 0 ? '' : ','}${JSON.stringify(name)}:`,
    ...value,
  ]);
  return ['{', ...pieces, '}'];
}

/** A text that is never null. */
export const jsonString = (expression: string): JsonSql => [
  { sql: `to_json(${expression})::text` },
];

/** Whatever JSON knows, or null: text, number, boolean, day. */
export const nullableJson = (expression: string): JsonSql => [
  { sql: `coalesce(to_json(${expression})::text, 'null')` },
];

/** A text that holds nothing to be escaped, such as a UUID. */
export const unescapedString = (expression: string): JsonSql => [
  '"',
  { sql: `${expression}::text` },
  '"',
];

/** A number, boolean or jsonb that is never null. */
export const rawJson = (expression: string): JsonSql => [{ sql: `${expression}::text` }];

/** A time with six digits and Z, or null. The session's time zone is UTC. */
export const jsonTime = (expression: string): JsonSql => [
  {
    sql: String.raw`coalesce(to_char(${expression}, '\"YYYY-MM-DD"T"HH24:MI:SS.US"Z"\"'), 'null')`,
  },
];

/** Credits as award/credits.ts writes them: at least two places and no zeros beyond; or null. */
export const jsonCredits = (expression: string): JsonSql => [
  {
    sql: `coalesce('"' || round(${expression}, greatest(2, min_scale(${expression}))) || '"', 'null')`,
  },
];

/** The absolute URL of a resource (see paths). */
export const jsonUrl = (path: string, uuid: string): JsonSql => [
  '"',
  { sql: 'given.base' },
  path,
  { sql: `${uuid}::text` },
  '/"',
];

/** One or the other. */
export const jsonCase = (condition: string, yes: JsonSql, no: JsonSql): JsonSql => [
  { sql: `case when ${condition} then ${toExpressionSql(yes)} else ${toExpressionSql(no)} end` },
];

function quoteSqlLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
