import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { textResponse } from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';

/**
 * Adds `/metrics` for Prometheus: the process, requests by route, method and status, and the metrics
 * that `add` registers. The function that `add` returns is called before each reply to update them.
 */
export function metricsRoutes(app: App, add: (register: Registry) => () => Promise<void>): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  // `/metrics` needs no sign-in, and versions are only for signed-in callers.
  register.removeSingleMetric('nodejs_version_info');
  const requests = new Histogram({
    name: 'gatehouse_http_request_seconds',
    help: 'Time to answer a request, in seconds',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [register],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the path: identifiers would make a label for each award.
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
  const refresh = add(register);
  app.get('/metrics', {
    config: { isInternal: true },
    schema: {
      operationId: 'metrics',
      summary: 'Metrics for Prometheus',
      tags: ['service'],
      security: [],
      response: { 200: textResponse('text/plain', 'In the format of Prometheus') },
    },
    handler: async (request, reply) => {
      // While the database is unavailable, the other metrics still help.
      await refresh().catch((error) => request.log.warn({ err: error }, 'metrics are incomplete'));
      return reply.type(register.contentType).send((await register.metrics()) as never);
    },
  });
}
