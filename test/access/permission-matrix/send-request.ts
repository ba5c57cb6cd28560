import assert from 'node:assert/strict';
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
export async function send(
  base: string,
  route: string,
  subject: Subject,
  headers: Record<string, string>,
): Promise<{ status: number; text: string; headers: Headers }> {
  const hasBody = subject.body !== undefined && !isReading(route);
  const ending = new AbortController();
  const reply = await fetch(base + pathOf(route, subject), {
    method: route.split(' ')[0] as string,
    redirect: 'manual',
    signal: ending.signal,
    headers: { ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
    ...(hasBody && { body: JSON.stringify(subject.body) }),
  });
  const isStream = reply.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? '' : await reply.text();
  ending.abort();
  return { status: reply.status, text, headers: reply.headers };
}

export const isReading = (route: string): boolean => /^(GET|HEAD|OPTIONS) /.test(route);
