import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import helmet from 'helmet';
import type { App } from './app-context.ts';

/** Part of every policy. */
const commonDirectives = ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];

/** For replies that are not pages: they load nothing. */
const nonPagePolicy = ["default-src 'none'", "form-action 'none'", ...commonDirectives].join('; ');

/** For the API documentation: only the files that its library brings, served from here. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  ...commonDirectives,
].join('; ');

/**
 * For our pages: only our own scripts and styles, styles with this reply's nonce, and the scripts in
 * the document with these hashes.
 */
export function buildPagePolicy(nonce: string, scriptHashes: readonly string[] = []): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scriptHashes].join(' '),
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    ...commonDirectives,
  ].join('; ');
}

/** Sets the security headers of every reply, error replies included. */
export function setSecurityHeaders(app: App, isHttps: (request: FastifyRequest) => boolean): void {
  const headers = {
    ...readHelmetHeaders(),
    'content-security-policy': nonPagePolicy,
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    if (isHttps(request)) {
      reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    }
    done();
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    // Keeps data out of proxies and of the cache of a shared browser. A program that sends
    // If-None-Match keeps its own copy.
    if (isApiRequest(request) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
    done();
  });
}

/**
 * The headers that helmet sets, which are the same for every reply. Read once: to run helmet for each
 * request cost more than to route it.
 */
function readHelmetHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  const recorder: Pick<ServerResponse, 'removeHeader'> & {
    setHeader: (name: string, value: string) => void;
  } = {
    setHeader: (name, value) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  const setHeaders = helmet({
    contentSecurityPolicy: false,
    // Set for each request, only where the service is reached by https.
    strictTransportSecurity: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  setHeaders({} as IncomingMessage, recorder as unknown as ServerResponse, () => undefined);
  return headers;
}

const isApiRequest = ({ url }: FastifyRequest): boolean => /^\/api(-auth)?\//i.test(url);
