import { hash } from 'node:crypto';
import { preconditionFailed } from './http-problem.ts';

/** A strong ETag: equal for representations with equal JSON. */
export function computeEtag(representation: unknown): string {
  return `"${hash('sha256', JSON.stringify(representation), 'base64url').slice(0, 27)}"`;
}

/** Checks If-Match (RFC 9110 §13.1.1, strong comparison). Throws a 412 with the current ETag. */
export function requireIfMatch(ifMatch: string | undefined, etag: string): void {
  if (ifMatch !== undefined && !includesEtag(ifMatch, etag)) throw preconditionFailed(etag);
}

/** Whether If-None-Match (RFC 9110 §13.1.2, weak comparison) names this ETag: then reply 304. */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch !== undefined && includesEtag(ifNoneMatch.replaceAll('W/"', '"'), etag);
}

function includesEtag(header: string, etag: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(etag);
}
