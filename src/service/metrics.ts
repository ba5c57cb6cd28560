import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { errorResponses, textResponse } from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';
import { HttpProblem } from '../http/http-problem.ts';

/** What `/metrics` stands on. */
export interface MetricsOptions {
  /** What `Authorization: Bearer` must say; null: no credentials are needed. */
  token: string | null;
  /** Registers more metrics, and returns what updates them before each reply. */
  add: (register: Registry) => () => Promise<void>;
}

/** Adds `/metrics` for Prometheus: the process, requests by route, method and status, and more. */
export function metricsRoutes(app: App, { token, add }: MetricsOptions): void {
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
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, not the path: identifiers would make a label for each award.
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    requests.observe(labels, reply.elapsedTime / 1000);
    done();
  });
  const isComplete = new Gauge({
    name: 'gatehouse_metrics_complete',
    help: 'Whether what is read from the database is up to date: 0 while it is unavailable',
    registers: [register],
  });
  const refresh = add(register);
  app.get('/metrics', {
    config: { isInternal: true },
    schema: {
      operationId: 'metrics',
      summary: 'Metrics for Prometheus',
      tags: ['service'],
      security: [],
      response: {
        200: textResponse('text/plain', 'In the format of Prometheus'),
        ...errorResponses(401),
      },
    },
    handler: async (request, reply) => {
      if (token !== null) requireToken(request, token);
      try {
        await refresh();
        isComplete.set(1);
      } catch (error) {
        // While the database is unavailable, the other metrics still help.
        request.log.warn({ err: error }, 'metrics are incomplete');
        isComplete.set(0);
      }
      return reply.type(register.contentType).send((await register.metrics()) as never);
    },
  });
}

/** Throws a 401 unless the request has the token. Digests are compared: they have one length. */
function requireToken({ headers }: FastifyRequest, token: string): void {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const sent = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  if (timingSafeEqual(digest(sent), digest(token))) return;
  const detail = 'This needs the token of GATEHOUSE_METRICS_TOKEN, as "Authorization: Bearer".';
  throw new HttpProblem(401, { detail }, { 'www-authenticate': 'Bearer realm="metrics"' });
}
