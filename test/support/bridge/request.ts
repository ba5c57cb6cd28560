import type { IncomingMessage } from 'node:http';
import { type Json, parseJson } from './json.ts';
import { Refusal } from './replies.ts';

/** A body as text; nothing in place of the text if it is no UTF-8 or beyond all measure. */
export interface Body {
  text: string | undefined;
  bytes: number;
}

const mostBytes = 16 * 1024 * 1024;

/** The path and the query, without the faith in them that URL has. */
export function addressOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  return { path, query: new URLSearchParams(query) };
}

export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return { text: bytes <= mostBytes ? decode(Buffer.concat(chunks)) : undefined, bytes };
}

export function bodyText(body: Body): string {
  if (body.text === undefined) throw new Refusal(400);
  return body.text;
}

export function readJson(body: Body): Json {
  try {
    return parseJson(bodyText(body));
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    // A byte order mark is part of what was signed.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
