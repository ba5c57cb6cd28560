import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TObject, type TSchema, Type } from 'typebox';
import { parseUuid } from './addresses.ts';
import { type OrderBy, parseOrder } from './ordering.ts';
import { type Page, pageOf, requirePage, setPageHeaders } from './pages.ts';
import { notFound } from './problem.ts';
import { type App, type Desk, NoBody, refusing } from './resource.ts';
import type { WriteList } from './shared-json.ts';

/** A list of a resource: GET gives a page, HEAD counts (api.md, Filters, order, pages). */
export interface ListRoute<Query extends TObject, Row, Column extends string> {
  path: string;
  tags: string[];
  /** `customers` makes `customers_list` and `customers_count`. */
  operations: string;
  summary: string;
  query: Query;
  item: TSchema;
  /** What `o` may name → what it orders by. */
  order: Readonly<Record<string, Column>>;
  count: (request: FastifyRequest, query: Type.Static<Query>) => Promise<number>;
  rows: (
    request: FastifyRequest,
    query: Type.Static<Query>,
    asked: { order: OrderBy<Column>[]; page: Page },
  ) => Promise<Row[]>;
  /** Called once a request; what it gives is called with each row. */
  represent: (request: FastifyRequest) => (row: Row) => unknown;
  /** For a list whose items share much; else as its schema says. */
  write?: WriteList;
}

/** Adds the list and its count. */
export function listRoutes<Query extends TObject, Row, Column extends string>(
  app: App,
  desk: Desk,
  route: ListRoute<Query, Row, Column>,
): void {
  const { path, tags, summary, query: querystring } = route;
  const queryOf = (request: FastifyRequest) => request.query as Type.Static<Query>;
  const orderOf = (request: FastifyRequest): OrderBy<Column>[] =>
    parseOrder((request.query as { o?: string }).o, route.order);

  /** Sets the headers of the page that is asked for; 404 where it is not there. */
  const counted = (request: FastifyRequest, reply: FastifyReply, total: number): void => {
    const page = pageOf(request.query as object);
    requirePage(page, total);
    setPageHeaders(reply, request, desk.baseUrl(request), page, total);
  };

  app.get(path, {
    schema: {
      operationId: `${route.operations}_list`,
      summary,
      tags,
      querystring,
      response: { 200: Type.Array(route.item), ...refusing(404) },
    },
    handler: async (request, reply) => {
      const query = queryOf(request);
      const asked = { order: orderOf(request), page: pageOf(query as object) };
      const [total, rows] = await Promise.all([
        route.count(request, query),
        route.rows(request, query, asked),
      ]);
      counted(request, reply, total);
      const represent = route.represent(request);
      const { write } = route;
      if (write !== undefined) {
        // Fastify leaves the type to whoever brings a serializer.
        reply.type('application/json; charset=utf-8');
        reply.serializer((items: unknown[]) => write(reply, items));
      }
      return rows.map((row) => represent(row));
    },
  });

  app.head(path, {
    schema: {
      operationId: `${route.operations}_count`,
      summary: `${summary}: only how many`,
      tags,
      querystring,
      response: { 200: NoBody, ...refusing(404) },
    },
    handler: async (request, reply) => {
      orderOf(request);
      counted(request, reply, await route.count(request, queryOf(request)));
      return reply.send();
    },
  });
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
