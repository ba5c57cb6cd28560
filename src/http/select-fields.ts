import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';

/** The parameter `field` of a list and of one object. */
export const fieldParameter = {
  field: Type.Optional(
    Type.Array(Type.String(), { description: 'Only these fields of each object. Repeatable.' }),
  ),
};

/** The query of a route that answers with one object. */
export const FieldQuery = Type.Object(fieldParameter);

interface FieldSchema {
  querystring?: { properties?: { field?: unknown } };
}

/**
 * Honours `field` on every route that documents it: the reply keeps the named fields of the object,
 * or of each object of a list. It works on the written JSON, since the schemas that write it
 * require every field. Unknown names are ignored, as in Django REST framework.
 */
export function selectFieldsOnSend(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { querystring } = (request.routeOptions.schema ?? {}) as FieldSchema;
    if (querystring?.properties?.field === undefined) return done();
    const names = [(request.query as { field?: string | string[] }).field ?? []].flat();
    const wanted = new Set(names.filter((name) => name !== ''));
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (wanted.size === 0 || !isText || payload.length === 0 || reply.statusCode !== 200) {
      return done();
    }
    const selected = JSON.stringify(selectFields(JSON.parse(String(payload)), wanted));
    reply.removeHeader('content-length');
    done(null, selected);
  });
}

function selectFields(value: unknown, wanted: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => selectFields(item, wanted));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => wanted.has(name)));
}
