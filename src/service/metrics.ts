import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { App } from '../http/resource.ts';

/** `/metrics` for Prometheus: the process, and requests by route, method and status. */
export function metricsRoutes(app: App): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'gatehouse_http_request_seconds',
    help: 'Time to answer a request, in seconds',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [register],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the path: identifiers have no place in labels.
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/metrics', {
    schema: {
      operationId: 'metrics',
      summary: 'Metrics for Prometheus',
      tags: ['service'],
      security: [],
    },
    handler: async (_request, reply) =>
      reply.type(register.contentType).send(await register.metrics()),
  });
}
