import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { uuidInput } from './api-schemas.ts';
import { notFound } from './http-problem.ts';
import { parseUuid } from './resource-urls.ts';

/** The parameter of `/{uuid}/` in a path. */
export const UuidParams = Type.Object({
  uuid: uuidInput('UUID, with or without dashes.'),
});

/** The UUID in a parameter of the path, with dashes. Throws a 404 where the text is not a UUID. */
export function parseUuidParam(request: FastifyRequest, name = 'uuid'): string {
  try {
    return parseUuid((request.params as Record<string, string>)[name] ?? '', name);
  } catch {
    throw notFound();
  }
}
