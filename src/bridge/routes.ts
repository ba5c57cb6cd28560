import { Type } from 'typebox';
import { requireCaller, canReadEverything } from '../http/caller.ts';
import { parseUuid } from '../http/resource-urls.ts';
import { getClientIp } from '../http/client-ip.ts';
import { forbidden, HttpProblem } from '../http/http-problem.ts';
import { type App, type AppContext, nullable, errorResponses, Time } from '../http/route-types.ts';
import type { BridgeConnection } from './bridge-connection.ts';
import { BridgeError } from './bridge-error.ts';
import type { SignalResult } from './signal-handler.ts';
import { loadBridgeStatus } from './status.ts';

const tags = ['openportal'];

const Acknowledgement = Type.Object({ status: Type.String() });

const BridgeStatusSchema = Type.Object({
  bridge: Type.String({ description: 'no bridge, reachable, unreachable, not tried yet' }),
  url: Type.String(),
  reachable_since: nullable(Time),
  unreachable_since: nullable(Time),
  portal: Type.String({ description: "Our portal's name." }),
  signature_version: nullable(Type.Integer()),
  clock_skew_seconds: nullable(
    Type.Integer({ description: "Seconds that the bridge's clock is ahead of ours." }),
  ),
  offerings: Type.Object({
    asked: Type.Array(Type.String()),
    accepted: Type.Array(Type.String()),
    synced: nullable(Time),
  }),
  jobs_last_hour: Type.Unsafe<Record<string, number>>({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description:
      'By outcome: complete, award_pending, award_rejected, unsupported, run, expired, undelivered, finished, lost.',
  }),
  oldest_unanswered_job_seconds: nullable(Type.Integer()),
  outbox: Type.Object({ depth: Type.Integer(), oldest_seconds: nullable(Type.Integer()) }),
  last_error: Type.Unsafe<{ at: string; message: string } | null>({
    type: ['object', 'null'],
    properties: { at: Time, message: { type: 'string' } },
    required: ['at', 'message'],
  }),
});

/** The bridge's signals, which carry no credentials, and how the connection is. */
export function bridgeRoutes(app: App, desk: AppContext, bridge: BridgeConnection | null): void {
  app.get('/api/openportal/fetch_job/', {
    config: { isPublic: true },
    schema: {
      operationId: 'openportal_fetch_job',
      summary: 'The bridge signals a job: it is fetched, stored and worked on afterwards',
      tags,
      security: [],
      querystring: Type.Object({ job_id: Type.String({ format: 'uuid' }) }),
      response: { 200: Acknowledgement, ...errorResponses(403, 404, 429) },
    },
    handler: (request) => {
      const id = parseUuid(request.query.job_id, 'job_id');
      return acknowledgeSignal(bridge, (there) => there.handleJobSignal(id, getClientIp(request)));
    },
  });

  app.get('/api/openportal/fetch_notification/', {
    config: { isPublic: true },
    schema: {
      operationId: 'openportal_fetch_notification',
      summary: 'The bridge signals a notification: it is fetched and recorded',
      tags,
      security: [],
      querystring: Type.Object({ notification_id: Type.String({ format: 'uuid' }) }),
      response: { 200: Acknowledgement, ...errorResponses(403, 404, 429) },
    },
    handler: (request) => {
      const id = parseUuid(request.query.notification_id, 'notification_id');
      return acknowledgeSignal(bridge, (there) =>
        there.handleNotificationSignal(id, getClientIp(request)),
      );
    },
  });

  app.get('/api/openportal/status/', {
    schema: {
      operationId: 'openportal_status_retrieve',
      summary: 'How the connection to the bridge is',
      tags,
      response: { 200: BridgeStatusSchema, ...errorResponses(403) },
    },
    handler: async (request) => {
      if (!canReadEverything(requireCaller(request))) throw forbidden();
      return loadBridgeStatus({ ...desk, bridge });
    },
  });
}

/** openportal.md §6: stored is 2xx, unknown there is 403, a bridge that does not answer is 503. */
async function acknowledgeSignal(
  bridge: BridgeConnection | null,
  signal: (bridge: BridgeConnection) => Promise<SignalResult>,
): Promise<{ status: string }> {
  if (bridge === null) throw new HttpProblem(404, { detail: 'No bridge is connected.' });
  const result = await signal(bridge).catch((error: unknown) => {
    if (error instanceof BridgeError) throw createUnavailableProblem('The bridge does not answer.');
    throw error;
  });
  if (result === 'stored') return { status: 'ok' };
  if (result === 'unknown') throw forbidden('The bridge does not know this id.');
  const detail = 'Too many unknown ids from this address.';
  throw new HttpProblem(429, { detail }, { 'retry-after': '2' });
}

function createUnavailableProblem(detail: string): HttpProblem {
  return new HttpProblem(503, { detail }, { 'retry-after': '2' });
}
