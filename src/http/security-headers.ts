import helmet from '@fastify/helmet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BaseUrl } from './addresses.ts';
import type { App } from './resource.ts';

/** What is no page loads nothing and is framed by nobody. */
const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Our pages: scripts and styles of ours alone, and the styles that carry this reply's nonce. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
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
    reply.header('content-security-policy', nothing);
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    if (baseUrl(request).startsWith('https:')) {
      reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    }
  });
  app.addHook('onSend', async (request, reply) => {
    if (isApi(request) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', kept(reply));
  });
}

const isApi = ({ url }: FastifyRequest): boolean => /^\/api(-auth)?\//i.test(url);

/** What has an ETag may be kept by the browser, and is asked about each time. */
function kept(reply: FastifyReply): string {
  return reply.hasHeader('etag') ? 'private, no-cache' : 'no-store';
}
