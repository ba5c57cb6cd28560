import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TObject, type TSchema, Type } from 'typebox';
import { parseUuid } from './addresses.ts';
import { type Page, pageOf, requirePage, setPageHeaders } from './pages.ts';
import { notFound } from './problem.ts';
import { type App, type Desk, NoBody, refusing } from './resource.ts';

/** A list of a resource: GET gives a page, HEAD counts (api.md, Filters, order, pages). */
export interface ListRoute<Query extends TObject, Row> {
  path: string;
  tags: string[];
  /** `customers` makes `customers_list` and `customers_count`; or both ids by name. */
  operations: string | { list: string; count: string };
  summary: string;
  query: Query;
  item: TSchema;
  count: (request: FastifyRequest, query: Type.Static<Query>) => Promise<number>;
  rows: (request: FastifyRequest, query: Type.Static<Query>, page: Page) => Promise<Row[]>;
  represent: (request: FastifyRequest, row: Row) => unknown;
}

/** Adds the list and its count. */
export function listRoutes<Query extends TObject, Row>(
  app: App,
  desk: Desk,
  route: ListRoute<Query, Row>,
): void {
  const { path, tags, summary, query: querystring } = route;
  const { list, count } = operationsOf(route.operations);
  const queryOf = (request: FastifyRequest) => request.query as Type.Static<Query>;

  /** Sets the headers of the page that is asked for; 404 where it is not there. */
  const counted = (request: FastifyRequest, reply: FastifyReply, total: number): void => {
    const page = pageOf(request.query as object);
    requirePage(page, total);
    setPageHeaders(reply, request, desk.baseUrl(request), page, total);
  };

  app.get(path, {
    schema: {
      operationId: list,
      summary,
      tags,
      querystring,
      response: { 200: Type.Array(route.item), ...refusing(404) },
    },
    handler: async (request, reply) => {
      const query = queryOf(request);
      const [total, rows] = await Promise.all([
        route.count(request, query),
        route.rows(request, query, pageOf(query as object)),
      ]);
      counted(request, reply, total);
      return rows.map((row) => route.represent(request, row));
    },
  });

  app.head(path, {
    schema: {
      operationId: count,
      summary: `${summary}: only how many`,
      tags,
      querystring,
      response: { 200: NoBody, ...refusing(404) },
    },
    handler: async (request, reply) => {
      counted(request, reply, await route.count(request, queryOf(request)));
      return reply.send();
    },
  });
}

function operationsOf(operations: string | { list: string; count: string }) {
  if (typeof operations !== 'string') return operations;
  return { list: `${operations}_list`, count: `${operations}_count` };
}

/** `/{uuid}/` in the path of one. */
export const UuidParams = Type.Object({
  uuid: Type.String({ description: 'UUID, with or without dashes.' }),
});

/** The UUID in the path, with dashes. Nothing is there under a path that holds none: 404. */
export function pathUuid(request: FastifyRequest): string {
  try {
    return parseUuid((request.params as { uuid: string }).uuid, 'uuid');
  } catch {
    throw notFound();
  }
}
