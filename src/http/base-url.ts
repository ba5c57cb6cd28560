import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem.ts';
import { isLoopbackHost, parseIpAddress } from './ip-address.ts';
import type { BaseUrl } from './resource-urls.ts';

export interface BaseUrlOptions {
  /** GATEHOUSE_PUBLIC_URL; null: the base of each request's own URL. */
  publicUrl: string | null;
  /** Host names for which we build URLs where there is no public URL. */
  allowedHosts: readonly string[];
}

/**
 * The base of URLs in the reply to a request (docs/rules/api.md, R2.3): GATEHOUSE_PUBLIC_URL, else
 * the request's. Throws a 400 for a host name that is not allowed: a link in a reply, such as that of
 * a password, must not lead to a site that the request names.
 */
export function resolveBaseUrl(request: FastifyRequest, options: BaseUrlOptions): BaseUrl {
  if (options.publicUrl !== null) return options.publicUrl;
  if (!isAllowedHost(request.hostname, options.allowedHosts)) {
    const detail =
      'This host name is not allowed. The operator can set GATEHOUSE_PUBLIC_URL or GATEHOUSE_ALLOWED_HOSTS.';
    throw new HttpProblem(400, { detail });
  }
  return `${request.protocol}://${request.host}`;
}

/** Whether people reach us by https, also where the host name is not allowed. */
export function isHttpsRequest(request: FastifyRequest, publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https:') ?? request.protocol === 'https';
}

/** IP addresses are always allowed: no other site can make a browser send one of ours. */
function isAllowedHost(hostname: string, allowed: readonly string[]): boolean {
  const host = hostname.toLowerCase();
  const isAddress = parseIpAddress(host.replace(/^\[|\]$/g, '')) !== null;
  return isAddress || isLoopbackHost(host) || allowed.includes(host);
}

/** The path at which the service lies on its host, such as `/gatehouse`; empty for the root. */
export function getPathPrefix(base: BaseUrl): string {
  return URL.canParse(base) ? new URL(base).pathname.replace(/\/+$/, '') : '';
}
