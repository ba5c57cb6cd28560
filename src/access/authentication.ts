/* Who sends a request: the account behind a token or session. */

import type { FastifyRequest } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { TokenScope } from '../database/account-schema.ts';
import type { Database } from '../database/schema.ts';
import { getClientIp } from '../http/client-ip.ts';
import { unauthorized } from '../http/http-problem.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { type Caller, requireScope } from '../http/caller.ts';
import { callerColumns, type CallerRow, toCallerFields } from './caller-fields.ts';
import { requireSameOrigin } from './same-origin.ts';
import { getIdleCutoff, resumeSession } from './start-and-end-sessions.ts';
import { wasEndedByProvider } from './sessions-ended-by-provider.ts';
import { getTokenOwnerCutoff, hasActiveOwnerSql } from './token-lapse.ts';
import { TokenCallers } from './token-callers.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Sets `request.caller` before a request is parsed: from `Authorization: Token <key>` or `Bearer
 * <key>`, else from the session cookie. Applies to all routes under /api that are added to `app`
 * afterwards, except those with `isPublic`. On routes with `provesCaller`, the caller may be one that
 * the handler has yet to prove (http/prove-caller.ts). Call it after `registerKeyDigest`.
 */
export function registerAuthentication(app: App, context: AppContext): void {
  const tokens = new TokenCallers(context);
  app.decorateRequest('caller', null);
  app.decorateRequest('unprovenCaller', null);
  app.addHook('onRequest', (request, _reply, done) => {
    // The route's pattern, not the path as sent: /%61pi/ is /api/ as well.
    const { url, config } = request.routeOptions;
    if (!url?.startsWith('/api/') || config.isPublic) return done();
    const { authorization } = request.headers;
    if (config.provesCaller && authorization !== undefined && request.keyDigest !== null) {
      request.unprovenCaller = tokens.recall(request.keyDigest, getClientIp(request));
      request.caller = request.unprovenCaller?.caller ?? null;
      if (request.caller !== null) return done();
    }
    authenticateRequest(context, tokens, request).then((caller) => {
      request.caller = caller;
      done();
    }, done);
  });
}

async function authenticateRequest(
  context: AppContext,
  tokens: TokenCallers,
  request: FastifyRequest,
): Promise<Caller> {
  const caller =
    request.headers.authorization === undefined
      ? await authenticateSession(context, request)
      : await authenticateToken(tokens, request);
  requireScope(caller, getRequiredScope(request));
  return caller;
}

/** The scope that a route's config names; by default `read` for GET and HEAD, else `admin`. */
function getRequiredScope({ method, routeOptions }: FastifyRequest): TokenScope {
  return routeOptions.config.scope ?? (safeMethods.has(method) ? 'read' : 'admin');
}

/** Throws a 401 where the key is malformed or unknown, its token expired, or its owner inactive. */
async function authenticateToken(tokens: TokenCallers, request: FastifyRequest): Promise<Caller> {
  if (request.keyDigest === null) throw unauthorized('Invalid token.');
  return tokens.authenticate(request.keyDigest, getClientIp(request));
}

/**
 * Throws a 400 for a host name that is not allowed, a 401 where there is no active session, a 403 for a
 * change that another site requests.
 */
async function authenticateSession(context: AppContext, request: FastifyRequest): Promise<Caller> {
  // A host name that is not allowed comes first: signing in would not help.
  const baseUrl = context.baseUrl(request);
  const { keyDigest } = request;
  if (keyDigest === null) throw unauthorized('Authentication credentials were not provided.');
  if (!safeMethods.has(request.method)) requireSameOrigin(request, baseUrl);
  const session = await resumeSession(context.db, keyDigest, {
    now: context.clock(),
    limits: context.sessionLimits,
    isUse: isUserActivity(request),
  });
  if (session !== null) {
    const credential = { via: 'session', uuid: session.uuid, scope: 'admin' } as const;
    return { ...toCallerFields(session.owner), credential, clientIp: getClientIp(request) };
  }
  throw unauthorized(
    (await wasEndedByProvider(context.db, keyDigest))
      ? 'You signed out at your sign-in provider, which ended your session here.'
      : 'Your session has ended.',
  );
}

/**
 * Whether a person caused the request. A page that is left open refreshes itself and marks those
 * requests; they must not keep its session from ending.
 */
function isUserActivity({ headers, routeOptions }: FastifyRequest): boolean {
  return headers['x-unattended'] === undefined && !routeOptions.config.isUnattended;
}

type CredentialContext = Pick<Caller, 'credential' | 'clientIp'>;

/** The caller for a credential of this person; null where the person is deactivated. */
export async function loadCaller(
  db: Kysely<Database>,
  personId: number,
  credential: CredentialContext,
): Promise<Caller | null> {
  const { rows } = await sql<CallerRow>`
    select ${callerColumns} from person where is_active and person.id = ${personId}`.execute(db);
  const [person] = rows;
  return person === undefined ? null : { ...toCallerFields(person), ...credential };
}

/** By UUID of the credential: the rights that its owner has now. */
export type ActiveCredentials = Map<string, Pick<Caller, 'isStaff' | 'isSupport'>>;

/** Those of the credentials with these UUIDs that are still active, with one query. */
export async function findActiveCredentials(
  db: Kysely<Database>,
  uuids: readonly string[],
  now: Date,
  { tokenOwnerDays, sessionLimits }: Pick<AppContext, 'tokenOwnerDays' | 'sessionLimits'>,
): Promise<ActiveCredentials> {
  const { rows } = await sql<{ uuid: string; is_staff: boolean; is_support: boolean }>`
    select credential.uuid, is_staff, is_support from person join (
      select api_token.uuid, person_id from api_token join person on person.id = person_id
      where api_token.uuid = any(${uuids}::uuid[]) and (expires_at is null or expires_at > ${now})
        and ${hasActiveOwnerSql(getTokenOwnerCutoff(now, tokenOwnerDays))}
      union all
      select uuid, person_id from session
      where uuid = any(${uuids}::uuid[]) and expires > ${now}
        and last_used > ${getIdleCutoff(now, sessionLimits)}) credential
    on credential.person_id = person.id where is_active`.execute(db);
  return new Map(
    rows.map((row) => [row.uuid, { isStaff: row.is_staff, isSupport: row.is_support }]),
  );
}
