import type { FastifyInstance } from 'fastify';
import { parseJsonValue } from '../award/json-value.ts';
import { badRequest } from './http-problem.ts';

/**
 * Reads JSON bodies (docs/rules/api.md, R3.5): a missing or empty body counts as `{}`; a text with
 * NUL or a lone surrogate is refused with its field.
 */
export function setJsonBodyParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(.+\+)?json\b/,
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => parseJsonBody(body),
  );
  // Some clients send another content type with an empty body; that is fine.
  app.addContentTypeParser('*', async (_request: unknown, payload: AsyncIterable<Buffer>) => {
    for await (const chunk of payload)
      if (chunk.length > 0) throw createUnsupportedMediaTypeError();
    return {};
  });
  // Fastify calls no parser for a request without a body.
  app.addHook('preValidation', (request, _reply, done) => {
    request.body ??= {};
    done();
  });
}

const utf8Decoder = new TextDecoder('utf-8', { fatal: true });

function parseJsonBody(body: Buffer): unknown {
  const text = decodeUtf8(body);
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

function decodeUtf8(body: Buffer): string {
  try {
    return utf8Decoder.decode(body);
  } catch {
    throw badRequest('JSON parse error - the body is not UTF-8.');
  }
}

function createUnsupportedMediaTypeError(): Error {
  return Object.assign(new Error('Unsupported media type. Send application/json.'), {
    statusCode: 415,
  });
}
