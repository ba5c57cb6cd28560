import type { FastifyRequest } from 'fastify';
import { forbidden } from '../http/http-problem.ts';
import type { BaseUrl } from '../http/resource-urls.ts';

/**
 * For requests that change something and are authenticated by cookie: throws a 403 unless
 * `Sec-Fetch-Site` says that our own page or the user sent it or, from browsers without that header,
 * `Origin` is ours.
 */
export function requireSameOrigin(request: FastifyRequest, base: BaseUrl): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // A malformed Host header gives no URL.
  const own = URL.canParse(base) ? new URL(base).origin : null;
  const isOurs = site === undefined ? origin === own : site === 'same-origin' || site === 'none';
  if (!isOurs) throw forbidden('Cross-site requests are refused.');
}

/** Whether the browser says that another site caused the request, also by a link. */
export function isCrossSiteRequest({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/**
 * As `requireSameOrigin`, for requests that no cookie authenticates: programs send neither header and are
 * let in.
 */
export function refuseCrossSiteRequest(request: FastifyRequest, base: BaseUrl): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined || site !== undefined) requireSameOrigin(request, base);
}
