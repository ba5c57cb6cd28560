import { hash } from 'node:crypto';
import { preconditionFailed } from './http-problem.ts';

/** A strong ETag of what a representation shows. */
export function computeEtag(shown: unknown): string {
  return `"${hash('sha256', JSON.stringify(shown), 'base64url').slice(0, 27)}"`;
}

/** If-Match (RFC 9110 §13.1.1, strong comparison). Throws a 412 with the present ETag. */
export function requireIfMatch(ifMatch: string | undefined, etag: string): void {
  if (ifMatch !== undefined && !includesEtag(ifMatch, etag)) throw preconditionFailed(etag);
}

/** If-None-Match (RFC 9110 §13.1.2, weak comparison): whether the caller has this already. */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch !== undefined && includesEtag(ifNoneMatch.replaceAll('W/"', '"'), etag);
}

function includesEtag(header: string, etag: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(etag);
}
