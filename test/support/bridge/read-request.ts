import type { IncomingMessage } from 'node:http';
import { type Json, parseJson } from './lossless-json.ts';
import { Refusal } from './replies.ts';

/** A body as text; undefined where it is not UTF-8 or too large. */
export interface RequestBody {
  text: string | undefined;
  bytes: number;
}

const maxBodyBytes = 16 * 1024 * 1024;

/** The path and the query as they were sent, which URL would normalise. */
export function parseRequestUrl(request: IncomingMessage): {
  path: string;
  query: URLSearchParams;
} {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  return { path, query: new URLSearchParams(query) };
}

export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  return { text: bytes <= maxBodyBytes ? decodeUtf8(Buffer.concat(chunks)) : undefined, bytes };
}

export function requireBodyText(body: RequestBody): string {
  if (body.text === undefined) throw new Refusal(400);
  return body.text;
}

export function parseJsonBody(body: RequestBody): Json {
  try {
    return parseJson(requireBodyText(body));
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    // A byte order mark is part of the signed text.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
