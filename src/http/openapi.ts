import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from './app-context.ts';
import { applyOpenApiRules } from './openapi-rules.ts';
import { docsPolicy } from './security-headers.ts';

/** Collects the routes' schemas into the OpenAPI 3.1 document. Call before adding routes. */
export async function registerOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gatehouse',
        description: 'Managed projects: awards that arrive over OpenPortal, reviewed and granted.',
        // Of the interface. Only signed-in callers learn the version of Gatehouse.
        version: '1',
      },
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
      applyOpenApiRules('openapiObject' in document ? document.openapiObject : {}),
  });
}

/** Serves the OpenAPI document as a page to read and try, at `/api/docs/`. */
export async function registerApiDocs(app: App): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: docsPolicy,
    uiConfig: { url: '/api/schema/', docExpansion: 'none', deepLinking: true },
  });
}
