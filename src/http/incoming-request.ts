import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { parseForwardedFor } from './client-ip.ts';
import { badRequest } from './http-problem.ts';

/**
 * Prepares a request before Fastify reads, logs or routes it. Returns its URL without the path
 * prefix of the service, which a proxy in front may leave in place.
 *
 * Fastify reads the client IP from the right of X-Forwarded-For, past the trusted proxies
 * (`trustProxy`). An entry that is no IP address, and everything to its left, may come from anybody,
 * so this removes them.
 */
export function prepareRequest({ headers, url = '/' }: IncomingMessage, prefix: string): string {
  const forwarded = headers['x-forwarded-for'];
  if (forwarded !== undefined) {
    headers['x-forwarded-for'] = parseForwardedFor([forwarded].flat().join(',')).join(', ');
  }
  if (prefix === '' || !url.startsWith(prefix)) return url;
  const rest = url.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

/**
 * Replies 400 to a request that does not have one Host header (RFC 9112, section 3.2): with two, a
 * proxy in front may have read another one than we would. HTTP/1.0 has none.
 */
export function requireOneHost(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw: { rawHeaders, httpVersion } }, _reply, done) => {
    let hosts = 0;
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const name = rawHeaders[at] as string;
      if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
    }
    if (hosts > 1) return done(badRequest('A request has one Host header.'));
    if (hosts === 0 && httpVersion !== '1.0') {
      return done(badRequest('The Host header is missing.'));
    }
    done();
  });
}
