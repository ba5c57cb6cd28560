import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { forbiddenError } from '../errors/refused-error.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { canReadEverything, requireCaller } from '../http/caller.ts';
import { notFound } from '../http/http-problem.ts';
import { buildFilterParameters, readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { pageParameters } from '../http/pagination.ts';
import { giveUpDelivery, retryDelivery } from './delivery-actions.ts';
import { DeliverySchema, toDeliveryJson } from './delivery-json.ts';
import {
  countDeliveries,
  deliveryFilters,
  deliveryOrder,
  listDeliveries,
} from './delivery-queries.ts';

const path = '/api/deliveries/';
const tags = ['service'];
const IdParams = Type.Object({ id: Type.String({ 'x-doc': { pattern: '^[0-9]{1,15}$' } }) });

/** The deliveries of the outbox: staff and support read them, staff decide about dead ones. */
export function deliveryRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: 'deliveries',
    summary: 'List what was delivered, waits for its delivery or could not be delivered',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(deliveryFilters) }),
    item: DeliverySchema,
    order: deliveryOrder,
    count: async (request, query) => {
      requireReader(request);
      return countDeliveries(context.listDb(request), readFilters(deliveryFilters, query, {}));
    },
    loadRows: async (request, query, { order, page }) => {
      requireReader(request);
      const condition = readFilters(deliveryFilters, query, {});
      return listDeliveries(context.listDb(request), condition, order, page);
    },
    createRowSerializer: () => toDeliveryJson,
  });

  for (const [name, summary, decide] of [
    ['retry', 'Try a delivery again now; staff only', retryDelivery],
    ['give_up', 'End a delivery undelivered; staff only', giveUpDelivery],
  ] as const) {
    app.post(`${path}:id/${name}/`, {
      schema: {
        operationId: `deliveries_${name}`,
        summary,
        tags,
        params: IdParams,
        response: { 204: NoBody, ...errorResponses(404, 409, 413, 415) },
      },
      handler: async (request, reply) => {
        await decide(context, requireCaller(request), parseId(request));
        return reply.code(204).send();
      },
    });
  }
}

/** Throws a 404 where the text in the path is no number of a delivery. */
function parseId(request: FastifyRequest): number {
  const { id } = request.params as { id: string };
  if (!/^[0-9]{1,15}$/.test(id)) throw notFound();
  return Number(id);
}

/** Throws RefusedError unless the caller may read everything. */
function requireReader(request: FastifyRequest): void {
  if (!canReadEverything(requireCaller(request))) throw forbiddenError();
}
