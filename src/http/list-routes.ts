import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TObject, type TSchema, Type } from 'typebox';
import { parseUuid } from './resource-urls.ts';
import { buildOrderParameter, type OrderBy, parseOrder } from './order-parameter.ts';
import { type Page, parsePage, requireExistingPage, setPageHeaders } from './pagination.ts';
import { notFound } from './http-problem.ts';
import { fieldParameter } from './select-fields.ts';
import { type App, type AppContext, NoBody, errorResponses } from './route-types.ts';

/** A list of a resource: GET gives a page, HEAD counts (api.md, Filters, order, pages). */
export interface ListRoute<Query extends TObject, Column extends string> {
  path: string;
  tags: string[];
  /** `customers` makes `customers_list` and `customers_count`. */
  operationPrefix: string;
  summary: string;
  /** Where the path has parameters. */
  params?: TObject;
  query: Query;
  item: TSchema;
  /** What `o` may name → what it orders by. */
  order: Readonly<Record<string, Column>>;
  count: (request: FastifyRequest, query: Type.Static<Query>) => Promise<number>;
}

interface PageRequest<Column extends string> {
  order: OrderBy<Column>[];
  page: Page;
}

/** A list whose rows are represented here. */
interface RowListRoute<Query extends TObject, Row, Column extends string>
  extends ListRoute<Query, Column> {
  loadRows: (
    request: FastifyRequest,
    query: Type.Static<Query>,
    asked: PageRequest<Column>,
  ) => Promise<Row[]>;
  /** Called once a request; what it gives is called with each row. */
  createRowSerializer: (request: FastifyRequest) => (row: Row) => unknown;
}

/** A list that the database writes. */
interface JsonListRoute<Query extends TObject, Column extends string>
  extends ListRoute<Query, Column> {
  /** The page as JSON text, and how many there are on all pages. */
  loadJson: (
    request: FastifyRequest,
    query: Type.Static<Query>,
    asked: PageRequest<Column>,
  ) => Promise<{ total: number; json: string }>;
}

/** Adds the list and its count. */
export function listRoutes<Query extends TObject, Row, Column extends string>(
  app: App,
  desk: AppContext,
  route: RowListRoute<Query, Row, Column> | JsonListRoute<Query, Column>,
): void {
  const { path, tags, summary, params } = route;
  const querystring = Type.Object({
    ...route.query.properties,
    o: buildOrderParameter(route.order),
    ...fieldParameter,
  });
  const queryOf = (request: FastifyRequest) => request.query as Type.Static<Query>;
  const orderOf = (request: FastifyRequest): OrderBy<Column>[] =>
    parseOrder((request.query as { o?: string[] }).o, route.order);

  /** Sets the headers of the page that is asked for; 404 where it is not there. */
  const counted = (request: FastifyRequest, reply: FastifyReply, total: number): void => {
    const page = parsePage(request.query as object);
    requireExistingPage(page, total);
    setPageHeaders(reply, request, desk.baseUrl(request), page, total);
  };

  app.get(path, {
    schema: {
      operationId: `${route.operationPrefix}_list`,
      summary,
      tags,
      ...(params && { params }),
      querystring,
      response: { 200: Type.Array(route.item), ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const query = queryOf(request);
      const asked = { order: orderOf(request), page: parsePage(query as object) };
      if ('loadJson' in route) {
        const { total, json } = await route.loadJson(request, query, asked);
        counted(request, reply, total);
        return sendJson(reply, json);
      }
      const [total, rows] = await Promise.all([
        route.count(request, query),
        route.loadRows(request, query, asked),
      ]);
      counted(request, reply, total);
      const represent = route.createRowSerializer(request);
      return rows.map((row) => represent(row));
    },
  });

  app.head(path, {
    schema: {
      operationId: `${route.operationPrefix}_count`,
      summary: `${summary}: only how many`,
      tags,
      ...(params && { params }),
      querystring,
      response: { 200: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      counted(request, reply, await route.count(request, queryOf(request)));
      return reply.send();
    },
  });
}

/** Sends JSON that is text already, of the type that the reply's schema says. */
export function sendJson(reply: FastifyReply, json: string): never {
  reply.type('application/json; charset=utf-8');
  // Fastify sends a text as it is; of its type only the schema is known here.
  return reply.send(json) as never;
}

/** `/{uuid}/` in the path of one. */
export const UuidParams = Type.Object({
  uuid: Type.String({ description: 'UUID, with or without dashes.' }),
});

/** The UUID in a parameter of the path, with dashes. Throws a 404 where the text is not a UUID. */
export function parseUuidParam(request: FastifyRequest, name = 'uuid'): string {
  try {
    return parseUuid((request.params as Record<string, string>)[name] ?? '', name);
  } catch {
    throw notFound();
  }
}
