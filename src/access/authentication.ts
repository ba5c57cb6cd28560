/* Who sends a request: the account behind a token or session. */

import type { FastifyRequest } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { coalesce } from '../database/coalesce-calls.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { TokenScope } from '../database/account-schema.ts';
import type { Database } from '../database/schema.ts';
import { getClientIp } from '../http/client-ip.ts';
import { unauthorized } from '../http/http-problem.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { type Caller, requireScope } from '../http/caller.ts';
import { requireSameOrigin } from './same-origin.ts';
import { readSessionCookie } from './session-cookies.ts';
import { getIdleCutoff, resumeSession } from './start-and-end-sessions.ts';
import { wasEndedByProvider } from './sessions-ended-by-provider.ts';
import { getTokenOwnerCutoff, hasActiveOwnerSql } from './token-lapse.ts';
import { hashKey, parseTokenHeader, recordTokenUse } from './token-store.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Sets `request.caller` before a request is parsed: from `Authorization: Token <key>` or `Bearer
 * <key>`, else from the session cookie. Applies to all routes under /api that are added to `app`
 * afterwards, except those with `isPublic`.
 */
export function registerAuthentication(app: App, context: AppContext): void {
  const lookUpToken = createTokenLookup(context);
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    // The route's pattern, not the path as sent: /%61pi/ is /api/ as well.
    const { url, config } = request.routeOptions;
    if (!url?.startsWith('/api/') || config.isPublic) return;
    request.caller = await authenticateRequest(context, lookUpToken, request);
  });
}

async function authenticateRequest(
  context: AppContext,
  lookUpToken: TokenLookup,
  request: FastifyRequest,
): Promise<Caller> {
  const { authorization } = request.headers;
  const caller =
    authorization === undefined
      ? await authenticateSession(context, request)
      : await authenticateToken(
          context,
          lookUpToken,
          requireTokenKey(authorization),
          getClientIp(request),
        );
  requireScope(caller, getRequiredScope(request));
  return caller;
}

/** The scope that a route's config names; by default `read` for GET and HEAD, else `admin`. */
function getRequiredScope({ method, routeOptions }: FastifyRequest): TokenScope {
  return routeOptions.config.scope ?? (safeMethods.has(method) ? 'read' : 'admin');
}

/** Throws a 401 where there is no active session, a 403 for a change that another site requests. */
async function authenticateSession(context: AppContext, request: FastifyRequest): Promise<Caller> {
  const base = context.baseUrl(request);
  const key = readSessionCookie(request, base);
  if (key === undefined) throw unauthorized('Authentication credentials were not provided.');
  if (!safeMethods.has(request.method)) requireSameOrigin(request, base);
  const session = await resumeSession(context.db, key, {
    now: context.clock(),
    limits: context.sessionLimits,
    isUse: isUserActivity(request),
  });
  const caller =
    session &&
    (await loadCaller(context.db, session.personId, {
      credential: { via: 'session', uuid: session.uuid, scope: 'admin' },
      clientIp: getClientIp(request),
    }));
  if (caller !== null) return caller;
  throw unauthorized(
    (await wasEndedByProvider(context.db, key))
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

function requireTokenKey(authorization: string): string {
  const key = parseTokenHeader(authorization);
  if (key === null) throw unauthorized('Invalid token.');
  return key;
}

/** The caller with this key. Throws a 401 where it is unknown or expired, or its owner inactive. */
async function authenticateToken(
  { db, clock }: AppContext,
  lookUpToken: TokenLookup,
  key: string,
  clientIp: string,
): Promise<Caller> {
  const token = await lookUpToken(hashKey(key));
  if (token === null) throw unauthorized('Invalid token.');
  await recordTokenUse(db, token.token_id, token.last_used, clock());
  const credential = { via: 'token', uuid: token.token_uuid, scope: token.scope } as const;
  return { ...toCallerFields(token), credential, clientIp };
}

/** Finds the active token with this digest; null where there is none or its owner is inactive. */
type TokenLookup = (digest: Buffer) => Promise<ActiveTokenRow | null>;

/** Concurrent requests share one query; each is looked up after it arrived, so revoking is immediate. */
function createTokenLookup({ db, clock, tokenOwnerDays }: AppContext): TokenLookup {
  return coalesce(async (digests) => {
    const now = clock();
    const cutoff = getTokenOwnerCutoff(now, tokenOwnerDays);
    const rows = await findActiveTokens(db, { digests, now: now.toISOString(), cutoff }, null);
    return digests.map((digest) => rows.find((row) => row.digest.equals(digest)) ?? null);
  });
}

const findActiveTokens = compileOnce<
  { digests: readonly Buffer[]; now: string; cutoff: string },
  null,
  ActiveTokenRow
>(
  ({ digests, now, cutoff }) => sql`
    select ${callerColumns}, api_token.id as token_id, api_token.uuid as token_uuid, scope, last_used,
      digest
    from person join api_token on api_token.person_id = person.id
    where is_active and digest = any(${digests}::bytea[])
      and (expires_at is null or expires_at > ${now}) and ${hasActiveOwnerSql(cutoff)}`,
);

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

const callerColumns = sql.raw('person.id, person.uuid, username, full_name, is_staff, is_support');

interface CallerRow {
  id: number;
  uuid: string;
  username: string;
  full_name: string;
  is_staff: boolean;
  is_support: boolean;
}

interface ActiveTokenRow extends CallerRow {
  digest: Buffer;
  token_id: number;
  token_uuid: string;
  scope: TokenScope;
  last_used: string | null;
}

function toCallerFields(person: CallerRow): Omit<Caller, keyof CredentialContext> {
  return {
    personId: person.id,
    uuid: person.uuid,
    username: person.username,
    fullName: person.full_name,
    isStaff: person.is_staff,
    isSupport: person.is_support,
  };
}
