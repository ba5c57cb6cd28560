import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { type App, textResponse } from '../http/route-types.ts';

/**
 * `/metrics` for Prometheus: the process, requests by route, method and status, and what `add`
 * puts beside them. `add` returns what brings its own up to date before they are shown.
 */
export function metricsRoutes(app: App, add: (register: Registry) => () => Promise<void>): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  // Whoever is not signed in is told no version (issue 5).
  register.removeSingleMetric('nodejs_version_info');
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
  const refresh = add(register);
  app.get('/metrics', {
    schema: {
      operationId: 'metrics',
      summary: 'Metrics for Prometheus',
      tags: ['service'],
      security: [],
      response: { 200: textResponse('text/plain', 'In the format of Prometheus') },
    },
    handler: async (request, reply) => {
      // Without a database the process's own figures are the more needed.
      await refresh().catch((error) => request.log.warn({ err: error }, 'metrics are incomplete'));
      return reply.type(register.contentType).send((await register.metrics()) as never);
    },
  });
}
