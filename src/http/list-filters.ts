/* The filters of lists: each has its OpenAPI parameter and its condition in SQL. */

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type TProperties, type TSchema, Type } from 'typebox';
import { BadInput } from '../award/bad-input.ts';
import { timeInput, urlInput, uuidInput, wordInput } from './api-schemas.ts';
import {
  FLAG_PATTERN,
  parseBooleanFilter,
  parseTextFilter,
  parseTimeFilter,
  toContainsPattern,
} from './filter-parameters.ts';
import { anyColumnMatchesSql } from './list-query-builder.ts';
import { searchText } from './search-requests.ts';
import { parseResourceUrl, parseUuid } from './resource-urls.ts';

export type SqlCondition = RawBuilder<SqlBool>;

/** A query parameter of a list: what the OpenAPI document says of it, and what it asks of a row. */
export interface ListFilter<Context = unknown> {
  /** null: clients send it, but what it asks about does not exist here, so it is refused. */
  parameter: TSchema | null;
  /** `values` holds at least one text, none of them empty. Throws BadInput. */
  toCondition: (values: readonly string[], name: string, context: Context) => SqlCondition;
}

export type ListFilters<Context> = Readonly<Record<string, ListFilter<Context>>>;

/** The parameters that a list documents and honours. */
export function buildFilterParameters<Context>(filters: ListFilters<Context>): TProperties {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, { parameter }]) =>
      parameter === null ? [] : [[name, Type.Optional(parameter)]],
    ),
  );
}

/**
 * Reads the filters of a request as one condition. A filter that is given but empty counts as
 * absent. Throws BadInput with the parameter's name for a bad value, and for a filter that cannot
 * be honoured: ignoring it would show more than was asked for.
 */
export function readFilters<Context>(
  filters: ListFilters<Context>,
  query: Readonly<Record<string, unknown>>,
  context: Context,
): SqlCondition {
  const conditions = Object.entries(filters).flatMap(([name, { toCondition }]) => {
    const texts = [query[name] ?? []].flat().map((text) => parseTextFilter(String(text), name));
    const values = texts.filter((text) => text !== undefined);
    return values.length === 0 ? [] : [toCondition(values, name, context)];
  });
  if (conditions.length === 0) return sql<SqlBool>`true`;
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/** Refuses a filter of something that does not exist here. */
export function refused(reason: string): ListFilter<unknown> {
  const toCondition = (_values: readonly string[], name: string): never => {
    throw new BadInput(name, `Cannot be filtered by: ${reason}`);
  };
  return { parameter: null, toCondition };
}

/** One text. */
function single<Context>(
  parameter: TSchema,
  toCondition: (value: string, name: string, context: Context) => SqlCondition,
): ListFilter<Context> {
  return {
    parameter,
    toCondition: ([value = ''], name, context) => toCondition(value, name, context),
  };
}

/** The text is somewhere in one of the columns, in any case. */
export function contains(...columns: string[]): ListFilter<unknown> {
  return single(searchText('Contains, any case.'), (value) =>
    anyColumnMatchesSql(columns, toContainsPattern(value)),
  );
}

/** The column is exactly this text. */
export function equals(column: string): ListFilter<unknown> {
  return single(
    Type.String({ description: 'Exactly this.' }),
    (value) => sql`${sql.ref(column)} = ${value}`,
  );
}

/** The UUIDs, with dashes, of a parameter that may be repeated. */
export function uuids<Context>(
  description: string,
  toCondition: (values: string[], context: Context) => SqlCondition,
): ListFilter<Context> {
  const item = Type.String({ 'x-doc': { format: 'uuid' } });
  return {
    parameter: Type.Array(item, { description: `${description} Repeatable.` }),
    toCondition: (values, name, context) =>
      toCondition(
        values.map((value) => parseUuid(value, name)),
        context,
      ),
  };
}

export function uuid<Context>(
  description: string,
  toCondition: (value: string, context: Context) => SqlCondition,
): ListFilter<Context> {
  return single(uuidInput(description), (value, name, context: Context) =>
    toCondition(parseUuid(value, name), context),
  );
}

/** The URL of a resource with this path; the condition gets its UUID. */
export function url<Context>(
  description: string,
  path: string,
  toCondition: (uuid: string, context: Context) => SqlCondition,
): ListFilter<Context> {
  return single(urlInput(description, path), (value, name, context: Context) =>
    toCondition(parseResourceUrl(value, path, name), context),
  );
}

export function flag<Context>(
  description: string,
  toCondition: (value: boolean, context: Context) => SqlCondition,
): ListFilter<Context> {
  return single(
    Type.String({ description, 'x-doc': { pattern: FLAG_PATTERN } }),
    (value, name, context: Context) => toCondition(parseBooleanFilter(value, name), context),
  );
}

/** The boolean column has this value. */
export function flagColumn(column: string): ListFilter<unknown> {
  return flag('true or false', (value) => sql`${sql.ref(column)} = ${value}`);
}

/** The time in the column is this one or later; without a zone it is UTC. */
export function since(column: string): ListFilter<unknown> {
  return single(timeInput('At this time or later.'), (value, name) => {
    return sql`${sql.ref(column)} >= ${parseTimeFilter(value, name)}`;
  });
}

/** The time in the column is this one or earlier. */
export function until(column: string): ListFilter<unknown> {
  return single(timeInput('At this time or earlier.'), (value, name) => {
    return sql`${sql.ref(column)} <= ${parseTimeFilter(value, name)}`;
  });
}

/** Texts of a parameter that may be repeated. */
export function texts<Context>(
  description: string,
  toCondition: (values: readonly string[], name: string, context: Context) => SqlCondition,
): ListFilter<Context> {
  return { parameter: Type.Array(Type.String(), { description }), toCondition };
}

/** One or more of some words. Repeatable. */
export function words<Context>(
  known: readonly string[],
  description: string,
  toCondition: (values: readonly string[], context: Context) => SqlCondition,
): ListFilter<Context> {
  return {
    parameter: Type.Array(wordInput(known), { description: `${description} Repeatable.` }),
    toCondition: (values, name, context) => {
      const unknown = values.find((value) => !known.includes(value));
      if (unknown === undefined) return toCondition(values, context);
      throw new BadInput(name, `"${unknown}" is not one of ${known.join(', ')}.`);
    },
  };
}

/** One text, read by the list. */
export function text<Context>(
  description: string,
  toCondition: (value: string, name: string, context: Context) => SqlCondition,
): ListFilter<Context> {
  return single(Type.String({ description }), toCondition);
}
