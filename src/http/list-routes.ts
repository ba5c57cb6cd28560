/* The routes that every list has: GET for a page, HEAD for the count. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TObject, type TSchema, Type } from 'typebox';
import { errorResponses, NoBody } from './api-schemas.ts';
import type { App, AppContext } from './app-context.ts';
import { buildOrderParameter, type OrderBy, parseOrder } from './order-parameter.ts';
import {
  cutRows,
  type ListedRows,
  measureItem,
  type Page,
  parsePage,
  requireExistingPage,
  setPageHeaders,
} from './pagination.ts';
import { withProvenCaller } from './prove-caller.ts';
import type { ReplyBuffer } from './reply-buffer.ts';
import { listSearchParameters } from './search-requests.ts';
import { fieldParameter } from './select-fields.ts';
import { sendJson } from './send-json.ts';

/** The list of a resource: GET returns a page, HEAD the count (docs/rules/api.md, R3.4). */
interface ListRoute<Query extends TObject, Column extends string> {
  path: string;
  tags: string[];
  /** With `customers`, the operations are `customers_list` and `customers_count`. */
  operationPrefix: string;
  summary: string;
  /** Where the path has parameters. */
  params?: TObject;
  query: Query;
  item: TSchema;
  /** The names that `o` may contain, and the columns they order by. */
  order: Readonly<Record<string, Column>>;
  count: (request: FastifyRequest, query: Type.Static<Query>) => Promise<number>;
}

interface PageRequest<Column extends string> {
  order: OrderBy<Column>[];
  page: Page;
}

/** A list whose rows are made into JSON here. */
interface RowListRoute<Query extends TObject, Row, Column extends string>
  extends ListRoute<Query, Column> {
  loadRows: (
    request: FastifyRequest,
    query: Type.Static<Query>,
    page: PageRequest<Column>,
  ) => Promise<Row[] | ListedRows<Row>>;
  /** Called once per request; the function that it returns is called with each row. */
  createRowSerializer: (request: FastifyRequest) => (row: Row) => unknown;
}

/** A list whose JSON is put together as text. */
interface JsonListRoute<Query extends TObject, Column extends string>
  extends ListRoute<Query, Column> {
  /**
   * Returns the page as JSON, its size, and the number of results on all pages. It reads through
   * `readAsCaller`.
   */
  loadJson: (
    request: FastifyRequest,
    query: Type.Static<Query>,
    page: PageRequest<Column>,
  ) => Promise<{ total: number; size: number; json: ReplyBuffer }>;
}

/** Adds the routes of the list and its count. */
export function listRoutes<Query extends TObject, Row, Column extends string>(
  app: App,
  { baseUrl, maxReplyBytes }: AppContext,
  route: RowListRoute<Query, Row, Column> | JsonListRoute<Query, Column>,
): void {
  const { path, tags, summary, params } = route;
  const querystring = Type.Object({
    ...route.query.properties,
    ...(Object.keys(route.order).length > 0 && { o: buildOrderParameter(route.order) }),
    ...fieldParameter,
  });
  const config = { searchParameters: listSearchParameters(route.query.properties) };
  const getQuery = (request: FastifyRequest) => request.query as Type.Static<Query>;
  const getOrder = (request: FastifyRequest): OrderBy<Column>[] =>
    parseOrder((request.query as { o?: string[] }).o, route.order);

  /** Sets the headers of the requested page; throws a 404 if it does not exist. */
  const setHeaders = (
    request: FastifyRequest,
    reply: FastifyReply,
    total: number,
    cutSize?: number,
  ): void => {
    const page = parsePage(request.query as object);
    requireExistingPage(page, total);
    setPageHeaders(reply, request, baseUrl(request), page, total, cutSize);
  };

  app.get(path, {
    config: { ...config, provesCaller: 'loadJson' in route },
    attachValidation: true,
    schema: {
      operationId: `${route.operationPrefix}_list`,
      summary,
      tags,
      ...(params && { params }),
      querystring,
      response: { 200: Type.Array(route.item), ...errorResponses(404) },
    },
    handler: (request, reply) =>
      withProvenCaller(request, async () => {
        const query = getQuery(request);
        const pageRequest = { order: getOrder(request), page: parsePage(query as object) };
        if ('loadJson' in route) {
          const { total, size, json } = await route.loadJson(request, query, pageRequest);
          setHeaders(request, reply, total, size);
          return sendJson(reply, json);
        }
        const [total, loaded] = await Promise.all([
          route.count(request, query),
          route.loadRows(request, query, pageRequest),
        ]);
        const serialize = route.createRowSerializer(request);
        const listed = Array.isArray(loaded)
          ? { rows: loaded, size: pageRequest.page.size }
          : loaded;
        const items = listed.rows.map((row) => serialize(row));
        const { rows, size } = cutRows(items, listed.size, maxReplyBytes, measureItem);
        setHeaders(request, reply, total, size);
        return rows;
      }),
  });

  app.head(path, {
    config,
    schema: {
      operationId: `${route.operationPrefix}_count`,
      summary: `${summary}: only how many`,
      tags,
      ...(params && { params }),
      querystring,
      response: { 200: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      setHeaders(request, reply, await route.count(request, getQuery(request)));
      return reply.send();
    },
  });
}
