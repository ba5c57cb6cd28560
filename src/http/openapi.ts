import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from './app-context.ts';
import { nameComponents } from './openapi-components.ts';
import { applyOpenApiRules } from './openapi-rules.ts';
import { docsPolicy } from './security-headers.ts';

/** The operations that the service calls elsewhere, by name, as OpenAPI describes webhooks. */
export type OpenApiWebhooks = Record<string, { post: Record<string, unknown> }>;

/**
 * Collects the routes' schemas into the OpenAPI 3.1 document, whose paths lie below `prefix`. Call
 * before adding routes.
 */
export async function registerOpenApi(
  app: App,
  prefix: string,
  webhooks: OpenApiWebhooks,
): Promise<void> {
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
    // By the name that the published clients know.
    refResolver: { buildLocalReference: (schema) => String(schema.$id) },
    transformObject: (document) =>
      nameComponents(
        applyOpenApiRules(
          'openapiObject' in document ? { ...document.openapiObject, webhooks } : {},
        ),
      ),
  });
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
