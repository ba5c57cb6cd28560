import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { version } from '../version.ts';
import type { App } from './resource.ts';

/** Collects the routes' own schemas into the OpenAPI 3.1 document. Call before they are added. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gatehouse',
        description: 'Managed projects: awards that arrive over OpenPortal, reviewed and granted.',
        version,
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
  });
}

/** `/api/docs/`: the document as a page to read and try. */
export async function showDocs(app: App): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { url: '/api/schema/', docExpansion: 'none', deepLinking: true },
  });
}
