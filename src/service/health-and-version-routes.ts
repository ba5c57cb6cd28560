import { Type } from 'typebox';
import { isReadOnly } from '../database/check-server.ts';
import { listPendingMigrations } from '../database/migrator.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { AnyJson, errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import type { Shutdown } from '../http/shutdown.ts';
import { version } from '../config/version.ts';

const Ok = Type.Object({ status: Type.Unsafe<'ok'>({ type: 'string', enum: ['ok'] }) });

/** Adds the version, the health checks and the API document. */
export function serviceRoutes(app: App, { db }: AppContext, shutdown: Shutdown): void {
  const isPublic = { isPublic: true };
  app.get('/api/version/', {
    schema: {
      operationId: 'version_retrieve',
      summary: 'The version of this Gatehouse, for signed-in callers',
      tags: ['service'],
      response: { 200: Type.Object({ version: Type.String() }), ...errorResponses() },
    },
    handler: async () => ({ version }),
  });
  app.get('/api/schema/', {
    config: isPublic,
    schema: {
      operationId: 'schema_retrieve',
      summary: 'The OpenAPI 3.1 document',
      tags: ['service'],
      security: [],
      response: { 200: AnyJson, ...errorResponses() },
    },
    handler: async () => app.swagger(),
  });
  app.get('/health/live', {
    config: { isInternal: true },
    schema: {
      operationId: 'health_live',
      summary: 'Whether the process runs',
      tags: ['service'],
      security: [],
      response: { 200: Ok, ...errorResponses() },
    },
    handler: async () => ({ status: 'ok' as const }),
  });
  app.get('/health/ready', {
    config: { isInternal: true },
    schema: {
      operationId: 'health_ready',
      summary:
        'Whether requests can be served: the database is reachable, migrated and takes changes',
      tags: ['service'],
      security: [],
      response: { 200: Ok, ...errorResponses() },
    },
    handler: async () => {
      if (shutdown.phase !== 'serving') throw notReady('The service is stopping.');
      if ((await listPendingMigrations(db)).length > 0) throw notReady('Migrations are pending.');
      if (await isReadOnly(db)) throw notReady('The database is read-only or a standby.');
      return { status: 'ok' as const };
    },
  });
}

function notReady(detail: string): HttpProblem {
  return new HttpProblem(503, { detail }, { 'retry-after': '5' });
}
