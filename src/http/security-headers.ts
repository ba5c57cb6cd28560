import helmet from '@fastify/helmet';
import type { FastifyRequest } from 'fastify';
import type { BaseUrl } from './resource-urls.ts';
import type { App } from './route-types.ts';

/** What holds whatever a reply is. */
const commonDirectives = ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];

/** What is no page loads nothing. */
const nonPagePolicy = ["default-src 'none'", "form-action 'none'", ...commonDirectives].join('; ');

/** The page of the interface: what its library brings, from here alone. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  ...commonDirectives,
].join('; ');

/** Our pages: scripts and styles of ours alone, and the styles that carry this reply's nonce. */
export function buildPagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    ...commonDirectives,
  ].join('; ');
}

/** The headers of a hardened site on every reply, whatever becomes of the request. */
export async function setSecurityHeaders(
  app: App,
  baseUrl: (request: FastifyRequest) => BaseUrl,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    // Only where there is https to stay with.
    strictTransportSecurity: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', nonPagePolicy);
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    if (baseUrl(request).startsWith('https:')) {
      reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    }
  });
  app.addHook('onSend', async (request, reply) => {
    // Nothing on the way keeps it, nor does a browser that somebody else uses next. Programs that
    // send If-None-Match keep what they like.
    if (isApiRequest(request) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });
}

const isApiRequest = ({ url }: FastifyRequest): boolean => /^\/api(-auth)?\//i.test(url);
