import type { FastifyInstance } from 'fastify';
import { parseJsonValue } from '../award/json-value.ts';
import { badRequest } from './problem.ts';

/**
 * Reads JSON bodies (api.md): a missing one, an empty one and `{}` are the same; NUL and lone
 * surrogates are refused by field.
 */
export function setJsonBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(.+\+)?json\b/,
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => parseBody(body),
  );
  // A body-less request of a client that names another type is still body-less.
  app.addContentTypeParser('*', async (_request: unknown, payload: AsyncIterable<Buffer>) => {
    for await (const chunk of payload) if (chunk.length > 0) throw unsupportedMediaType();
    return {};
  });
  // Without any body the parsers above are not asked.
  app.addHook('preValidation', async (request) => {
    request.body ??= {};
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseBody(body: Buffer): unknown {
  const text = decode(body);
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badRequest(`JSON parse error - ${(error as Error).message}`);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw badRequest('A JSON object is required.');
  }
  for (const [field, item] of Object.entries(value)) parseJsonValue(item, field);
  return value;
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw badRequest('JSON parse error - the body is not UTF-8.');
  }
}

function unsupportedMediaType(): Error {
  return Object.assign(new Error('Unsupported media type. Send application/json.'), {
    statusCode: 415,
  });
}
