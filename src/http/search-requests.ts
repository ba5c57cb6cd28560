import type { FastifyRequest } from 'fastify';
import { type TProperties, Type } from 'typebox';

/*
 * A search looks for a text inside of columns. It may have to read a whole table, so searches have
 * connections of their own, less time, and a limit for each person
 * (docs/decisions/0017-limits-for-each-caller.md).
 */

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The parameters that make a request of this route a search. */
    searchParameters?: readonly string[];
  }
}

const SEARCH_MARK = 'x-search';

/** A text parameter that is searched for inside of columns. */
export const searchText = (description: string) =>
  Type.String({ description, [SEARCH_MARK]: true });

/** The names of the parameters that were made with `searchText`. */
export function listSearchParameters(parameters: TProperties): string[] {
  return Object.entries(parameters)
    .filter(([, schema]) => SEARCH_MARK in schema)
    .map(([name]) => name);
}

/** Whether the request has a text to search for. */
export function isSearch({ routeOptions, query }: FastifyRequest): boolean {
  const values = query as Readonly<Record<string, unknown>>;
  const names = routeOptions.config.searchParameters ?? [];
  return names.some((name) => values[name] !== undefined && values[name] !== '');
}
