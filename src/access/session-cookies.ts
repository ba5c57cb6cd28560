import type { FastifyReply, FastifyRequest } from 'fastify';
import { getPathPrefix } from '../http/base-url.ts';
import type { BaseUrl } from '../http/resource-urls.ts';

/* The cookies of the service: of a session, of a sign-on in progress, and of a known browser. */

/**
 * With the prefix `__Host-`, which needs https and the path `/`, browsers send the cookie to this
 * host only; with `__Secure-`, which needs https, they take it from no page without.
 */
function nameCookie(base: BaseUrl, name: string): string {
  if (!isHttps(base)) return name;
  return getPathPrefix(base) === '' ? `__Host-${name}` : `__Secure-${name}`;
}

function getSessionCookieName(base: BaseUrl): string {
  return nameCookie(base, 'gatehouse_session');
}

const isHttps = (base: BaseUrl): boolean => base.startsWith('https:');

/** The session key that the request carries, if any. */
export function readSessionCookie(request: FastifyRequest, base: BaseUrl): string | undefined {
  return request.cookies[getSessionCookieName(base)];
}

/** Sets the session cookie; scripts cannot read it, and requests from other sites do not carry it. */
export function setSessionCookie(reply: FastifyReply, base: BaseUrl, key: string): void {
  reply.setCookie(getSessionCookieName(base), key, getCookieAttributes(base));
}

/** Deletes the session cookie in the browser. */
export function clearSessionCookie(reply: FastifyReply, base: BaseUrl): void {
  reply.clearCookie(getSessionCookieName(base), getCookieAttributes(base));
}

function getCookieAttributes(base: BaseUrl) {
  // Below a path prefix, other services of the host do not get it.
  const path = getPathPrefix(base) || '/';
  return { path, httpOnly: true, sameSite: 'strict', secure: isHttps(base) } as const;
}

/** Identifies a sign-on that is in progress. */
function getSignOnCookieName(base: BaseUrl): string {
  return nameCookie(base, 'gatehouse_sign_on');
}

/** The key of the sign-on in progress that the request carries, if any. */
export function readSignOnCookie(request: FastifyRequest, base: BaseUrl): string | undefined {
  return request.cookies[getSignOnCookieName(base)];
}

/** Sets the sign-on cookie: `Lax`, since the provider's site sends the browser back to us. */
export function setSignOnCookie(reply: FastifyReply, base: BaseUrl, key: string): void {
  reply.setCookie(getSignOnCookieName(base), key, {
    ...getCookieAttributes(base),
    sameSite: 'lax',
    maxAge: 600,
  });
}

function getKnownBrowserCookieName(base: BaseUrl): string {
  return nameCookie(base, 'gatehouse_known');
}

/** For which accounts the browser is known (known-browser.ts), if it is. */
export function readKnownBrowserCookie(request: FastifyRequest, base: BaseUrl): string | undefined {
  return request.cookies[getKnownBrowserCookieName(base)];
}

/** Sets for which accounts the browser is known; signing out leaves it. */
export function setKnownBrowserCookie(
  reply: FastifyReply,
  base: BaseUrl,
  value: string,
  maxAge: number,
): void {
  reply.setCookie(getKnownBrowserCookieName(base), value, {
    ...getCookieAttributes(base),
    maxAge,
  });
}
