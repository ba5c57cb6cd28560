import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BaseUrl } from '../http/resource-urls.ts';
import { forbidden } from '../http/http-problem.ts';

/** Over https the browser itself holds the cookie to this host and to https. */
function getSessionCookieName(base: BaseUrl): string {
  return isHttps(base) ? '__Host-gatehouse_session' : 'gatehouse_session';
}

const isHttps = (base: BaseUrl): boolean => base.startsWith('https:');

/** The session that a browser brings, if any. */
export function readSessionCookie(request: FastifyRequest, base: BaseUrl): string | undefined {
  return request.cookies[getSessionCookieName(base)];
}

/** Scripts cannot read it, and other sites' requests do not bring it. */
export function setSessionCookie(reply: FastifyReply, base: BaseUrl, key: string): void {
  reply.setCookie(getSessionCookieName(base), key, getCookieAttributes(base));
}

export function clearSessionCookie(reply: FastifyReply, base: BaseUrl): void {
  reply.clearCookie(getSessionCookieName(base), getCookieAttributes(base));
}

function getCookieAttributes(base: BaseUrl) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isHttps(base) } as const;
}

/** The browser's part of a sign-on under way: the provider's site sends it back to us, so Lax. */
function getSignOnCookieName(base: BaseUrl): string {
  return isHttps(base) ? '__Host-gatehouse_sign_on' : 'gatehouse_sign_on';
}

export function readSignOnCookie(request: FastifyRequest, base: BaseUrl): string | undefined {
  return request.cookies[getSignOnCookieName(base)];
}

export function setSignOnCookie(reply: FastifyReply, base: BaseUrl, key: string): void {
  reply.setCookie(getSignOnCookieName(base), key, {
    ...getCookieAttributes(base),
    sameSite: 'lax',
    maxAge: 600,
  });
}

/**
 * Refuses what another site makes a browser send: a request that changes something and rests on
 * the cookie comes from our own pages, and says so. Throws a 403.
 */
export function requireSameOrigin(request: FastifyRequest, base: BaseUrl): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // A Host header that is none gives no address.
  const own = URL.canParse(base) ? new URL(base).origin : null;
  const isOurs = site === undefined ? origin === own : site === 'same-origin' || site === 'none';
  if (!isOurs) throw forbidden('Cross-site requests are refused.');
}

/** Whether a browser says that another site sends it, be it by a link. */
export function isCrossSiteRequest({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** The same where nothing rests on a cookie yet: a program, which says neither, may. */
export function refuseCrossSiteRequest(request: FastifyRequest, base: BaseUrl): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined || site !== undefined) requireSameOrigin(request, base);
}
