import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from './app-context.ts';
import { docsPolicy } from './security-headers.ts';

/**
 * Collects the routes' schemas into the OpenAPI 3.1 document, whose paths lie below `prefix`. Call
 * before adding routes.
 */
export async function registerOpenApi(app: App, prefix: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gatehouse',
        description: 'Managed projects: awards that arrive over OpenPortal, reviewed and granted.',
        // Of the interface. Only signed-in callers learn the version of Gatehouse.
        version: '1',
      },
      ...(prefix !== '' && { servers: [{ url: prefix }] }),
      components: {
        securitySchemes: {
          token: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description: '`Token <key>`, also `Bearer <key>`.',
          },
        },
      },
      security: [{ token: [] }],
    },
    hideUntagged: true,
    exposeHeadRoutes: true,
    transformObject: (document) =>
      applyDocumentedRules(
        restoreHeadOperationIds('openapiObject' in document ? document.openapiObject : {}),
      ),
  });
}

interface OpenApiPaths {
  paths?: Record<string, { head?: { operationId?: string } } | undefined>;
}

/** Undoes the suffix that the library appends to the operation IDs of HEAD. */
function restoreHeadOperationIds<Document extends object>(document: Document): Document {
  for (const path of Object.values((document as OpenApiPaths).paths ?? {})) {
    const id = path?.head?.operationId;
    if (path?.head && id) path.head.operationId = id.replace(/-head$/, '');
  }
  return document;
}

/**
 * Writes the rules in `x-doc` of a schema into the schema. They say what clients should send where
 * we take more: the known orderings, say, while an unknown one is ignored.
 */
function applyDocumentedRules<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(applyDocumentedRules) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const { 'x-doc': rules = {}, 'x-search': _, ...rest } = value as Record<string, unknown>;
  const applied = Object.fromEntries(
    Object.entries(rest).map(([name, item]) => [name, applyDocumentedRules(item)]),
  );
  // The library lifts extensions of a parameter's schema to the parameter.
  if ('in' in applied && 'schema' in applied) {
    return { ...applied, schema: { ...(applied.schema as object), ...(rules as object) } } as Value;
  }
  return { ...applied, ...(rules as object) } as Value;
}

/** Serves the OpenAPI document as a page to read and try, at `/api/docs/` below the path prefix. */
export async function registerApiDocs(app: App, prefix: string): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    indexPrefix: prefix,
    staticCSP: docsPolicy,
    uiConfig: { url: `${prefix}/api/schema/`, docExpansion: 'none', deepLinking: true },
  });
}
