/* The routes of the bridge: its signals, and its status. */

import { Type } from 'typebox';
import { requireCaller, canReadEverything } from '../http/caller.ts';
import { parseUuid } from '../http/resource-urls.ts';
import { getClientIp } from '../http/client-ip.ts';
import { forbidden, HttpProblem } from '../http/http-problem.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { OutboxDelivery } from '../outbox/outbox-loops.ts';
import type { BridgeConnection } from './bridge-connection.ts';
import { BridgeError } from './bridge-error.ts';
import type { SignalResult } from './signal-handler.ts';
import { loadBridgeStatus } from './load-bridge-status.ts';
import { BridgeStatusSchema } from './bridge-status-api-schema.ts';

const tags = ['openportal'];

const Acknowledgement = Type.Object({
  status: Type.Unsafe<'ok'>({ type: 'string', enum: ['ok'] }),
});

/** What the routes of the bridge stand on. */
export interface BridgeRouteContext extends Pick<AppContext, 'db' | 'clock' | 'portal'> {
  /** null: no bridge is connected. */
  bridge: BridgeConnection | null;
  /** null: this process delivers nothing. */
  outbox: OutboxDelivery | null;
}

/** The bridge's signals, which carry no credentials, and the status of the connection. */
export function bridgeRoutes(app: App, context: BridgeRouteContext): void {
  const { bridge } = context;
  app.get('/api/openportal/fetch_job/', {
    config: { isPublic: true, isInternal: true },
    schema: {
      operationId: 'openportal_fetch_job',
      summary: 'The bridge signals a job: it is fetched, stored and processed afterwards',
      tags,
      security: [],
      querystring: Type.Object({ job_id: Type.String({ format: 'uuid' }) }),
      response: { 200: Acknowledgement, ...errorResponses(403, 404, 429) },
    },
    handler: (request) => {
      const id = parseUuid(request.query.job_id, 'job_id');
      return acknowledgeSignal(bridge, (connection) =>
        connection.handleJobSignal(id, getClientIp(request)),
      );
    },
  });

  app.get('/api/openportal/fetch_notification/', {
    config: { isPublic: true, isInternal: true },
    schema: {
      operationId: 'openportal_fetch_notification',
      summary: 'The bridge signals a notification: it is fetched and stored',
      tags,
      security: [],
      querystring: Type.Object({ notification_id: Type.String({ format: 'uuid' }) }),
      response: { 200: Acknowledgement, ...errorResponses(403, 404, 429) },
    },
    handler: (request) => {
      const id = parseUuid(request.query.notification_id, 'notification_id');
      return acknowledgeSignal(bridge, (connection) =>
        connection.handleNotificationSignal(id, getClientIp(request)),
      );
    },
  });

  app.get('/api/openportal/status/', {
    schema: {
      operationId: 'openportal_status_retrieve',
      summary: 'Status of the connection to the bridge',
      tags,
      response: { 200: BridgeStatusSchema, ...errorResponses(403) },
    },
    handler: async (request) => {
      if (!canReadEverything(requireCaller(request))) throw forbidden();
      return loadBridgeStatus(context);
    },
  });
}

/**
 * Stored is 2xx, unknown to the bridge 403, a bridge that does not answer 503
 * (docs/rules/openportal.md, O6.3).
 */
async function acknowledgeSignal(
  bridge: BridgeConnection | null,
  signal: (bridge: BridgeConnection) => Promise<SignalResult>,
): Promise<{ status: 'ok' }> {
  if (bridge === null) throw new HttpProblem(404, { detail: 'No bridge is connected.' });
  const result = await signal(bridge).catch((error: unknown) => {
    if (error instanceof BridgeError) throw createUnavailableProblem('The bridge does not answer.');
    throw error;
  });
  if (result === 'stored') return { status: 'ok' };
  if (result === 'unknown') throw forbidden('The bridge does not know this id.');
  const detail = 'Too many unknown ids from this client IP.';
  throw new HttpProblem(429, { detail }, { 'retry-after': '2' });
}

function createUnavailableProblem(detail: string): HttpProblem {
  return new HttpProblem(503, { detail }, { 'retry-after': '2' });
}
