import type { FastifyRequest } from 'fastify';
import type { App, AppContext } from '../http/app-context.ts';
import { readSessionCookie } from './session-cookies.ts';
import { hashKey, parseTokenHeader } from './token-store.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the token or session key that it carries (`hashKey`); null where it carries none. */
    keyDigest: Buffer | null;
  }
}

/** Sets `request.keyDigest`, which limits and authentication read. */
export function registerKeyDigest(app: App, { baseUrl }: Pick<AppContext, 'baseUrl'>): void {
  app.decorateRequest('keyDigest', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const key = readKey(request, baseUrl);
    if (key !== null) request.keyDigest = hashKey(key);
    done();
  });
}

/** Of `Authorization`, else of the session cookie. */
function readKey(request: FastifyRequest, baseUrl: AppContext['baseUrl']): string | null {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) return parseTokenHeader(authorization);
  if (cookie === undefined) return null;
  return readSessionCookie(request, baseUrl(request)) || null;
}
