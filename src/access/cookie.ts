import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BaseUrl } from '../http/addresses.ts';
import { forbidden } from '../http/problem.ts';

/** Over https the browser itself holds the cookie to this host and to https. */
function nameFor(base: BaseUrl): string {
  return isSecure(base) ? '__Host-gatehouse_session' : 'gatehouse_session';
}

const isSecure = (base: BaseUrl): boolean => base.startsWith('https:');

/** The session that a browser brings, if any. */
export function sessionKeyOf(request: FastifyRequest, base: BaseUrl): string | undefined {
  return request.cookies[nameFor(base)];
}

/** Scripts cannot read it, and other sites' requests do not bring it. */
export function giveSession(reply: FastifyReply, base: BaseUrl, key: string): void {
  reply.setCookie(nameFor(base), key, attributesFor(base));
}

export function takeSession(reply: FastifyReply, base: BaseUrl): void {
  reply.clearCookie(nameFor(base), attributesFor(base));
}

function attributesFor(base: BaseUrl) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(base) } as const;
}

/** The browser's part of a sign-on under way: the provider's site sends it back to us, so Lax. */
function signOnCookie(base: BaseUrl): string {
  return isSecure(base) ? '__Host-gatehouse_sign_on' : 'gatehouse_sign_on';
}

export function keyOfSignOn(request: FastifyRequest, base: BaseUrl): string | undefined {
  return request.cookies[signOnCookie(base)];
}

export function keepKeyOfSignOn(reply: FastifyReply, base: BaseUrl, key: string): void {
  reply.setCookie(signOnCookie(base), key, {
    ...attributesFor(base),
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
export function comesFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** The same where nothing rests on a cookie yet: a program, which says neither, may. */
export function refuseOtherSites(request: FastifyRequest, base: BaseUrl): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined || site !== undefined) requireSameOrigin(request, base);
}
