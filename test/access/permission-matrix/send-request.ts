import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
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

// `fetch` takes several times as much processor time, and this sends thousands of requests.
const agent = new http.Agent({ keepAlive: true });

/** One request about a row's subject; a stream is not waited for. */
export async function send(
  base: string,
  route: string,
  subject: Subject,
  headers: Record<string, string>,
): Promise<{ status: number; text: string; headers: http.IncomingHttpHeaders }> {
  const hasBody = subject.body !== undefined && !isReading(route);
  const request = http.request(base + pathOf(route, subject), {
    agent,
    method: route.split(' ')[0] as string,
    headers: { ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
  });
  request.end(hasBody ? JSON.stringify(subject.body) : undefined);
  const [reply] = (await once(request, 'response')) as [http.IncomingMessage];
  const isStream = reply.headers['content-type']?.startsWith('text/event-stream');
  const body = isStream ? '' : await text(reply);
  if (isStream) request.destroy();
  return { status: reply.statusCode ?? 0, text: body, headers: reply.headers };
}

export const isReading = (route: string): boolean => /^(GET|HEAD|OPTIONS) /.test(route);
