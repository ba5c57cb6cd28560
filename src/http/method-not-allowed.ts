import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';
import { methodNotAllowed } from './http-problem.ts';

const allMethods: HTTPMethods[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'QUERY',
];

/**
 * Makes a known path reply 405 with Allow, instead of 404, to a method that it does not have.
 * Call this before adding routes, and the returned function after adding all of them.
 */
export function trackRouteMethods(app: FastifyInstance): (routes: FastifyInstance) => void {
  const methodsByPath = new Map<string, Set<string>>();
  app.addHook('onRoute', (route: RouteOptions) => {
    const served = methodsByPath.get(route.url) ?? new Set<string>();
    for (const method of [route.method].flat()) served.add(method);
    methodsByPath.set(route.url, served);
  });
  return (routes) => {
    for (const [url, served] of [...methodsByPath]) {
      if (!/^\/(api|health|metrics)/.test(url)) continue;
      if (url.includes('*')) continue;
      const allow = [...served].sort().join(', ');
      routes.route({
        url,
        method: allMethods.filter((method) => !served.has(method as string)),
        schema: { hide: true } as object,
        // After authentication, and before the body is looked at: QUERY without one would get 400.
        onRequest: async (request) => {
          throw methodNotAllowed(request.method, allow);
        },
        handler: async () => undefined,
      });
    }
  };
}
