import assert from 'node:assert/strict';
import { type HttpReply, sendHttpRequest } from '../../support/send-http-request.ts';
import type { Subject } from './matrix-fixtures.ts';

/** The path with what stands in it; every parameter must be there. */
function pathOf(route: string, { params = {}, query }: Subject): string {
  const path = (route.split(' ')[1] as string).replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    assert.ok(value !== undefined, `${route}: no ${name}`);
    return encodeURIComponent(value);
  });
  return query === undefined ? path : `${path}?${query}`;
}

/** One request about a row's subject; a stream is not waited for. */
export function send(
  base: string,
  route: string,
  subject: Subject,
  headers: Record<string, string>,
): Promise<HttpReply> {
  const hasBody = subject.body !== undefined && !isReading(route);
  return sendHttpRequest(base + pathOf(route, subject), {
    method: route.split(' ')[0] as string,
    headers: { ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
    body: hasBody ? JSON.stringify(subject.body) : undefined,
  });
}

export const isReading = (route: string): boolean => /^(GET|HEAD|OPTIONS) /.test(route);
