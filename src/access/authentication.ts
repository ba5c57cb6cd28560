import type { FastifyRequest } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { coalesce } from '../database/coalesce.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database, TokenScope } from '../database/schema.ts';
import { getClientIp } from '../http/client-ip.ts';
import { unauthorized } from '../http/http-problem.ts';
import type { App, AppContext } from '../http/route-types.ts';
import { type Caller, requireScope } from './caller.ts';
import { requireSameOrigin, readSessionCookie } from './cookies.ts';
import { getIdleCutoff, resumeSession } from './session-store.ts';
import { hashKey, parseTokenHeader, recordTokenUse } from './token-store.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Finds out who calls, before anything of the request is looked at: from `Authorization: Token
 * <key>` (also `Bearer`), else from a browser's session. Every route that is added to `app`
 * afterwards and lies under /api needs it, but those whose config says `isPublic`.
 */
export function registerAuthentication(app: App, desk: AppContext): void {
  const ownerOf = createTokenLookup(desk);
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    // By the route, not by the path as sent: /%61pi/ is /api/ too.
    const { url, config } = request.routeOptions;
    if (!url?.startsWith('/api/') || config.isPublic) return;
    request.caller = await authenticateRequest(desk, ownerOf, request);
  });
}

async function authenticateRequest(
  desk: AppContext,
  ownerOf: TokenLookup,
  request: FastifyRequest,
): Promise<Caller> {
  const { authorization } = request.headers;
  const caller =
    authorization === undefined
      ? await authenticateSession(desk, request)
      : await authenticateToken(
          desk,
          ownerOf,
          requireTokenKey(authorization),
          getClientIp(request),
        );
  requireScope(caller, getRequiredScope(request));
  return caller;
}

/** What only reads needs `read`; all else `admin`, unless its route says otherwise. */
function getRequiredScope({ method, routeOptions }: FastifyRequest): TokenScope {
  return routeOptions.config.scope ?? (safeMethods.has(method) ? 'read' : 'admin');
}

/** Throws a 401 where there is no session, a 403 where another site makes the browser ask. */
async function authenticateSession(desk: AppContext, request: FastifyRequest): Promise<Caller> {
  const base = desk.baseUrl(request);
  const key = readSessionCookie(request, base);
  if (key === undefined) throw unauthorized('Authentication credentials were not provided.');
  if (!safeMethods.has(request.method)) requireSameOrigin(request, base);
  const session = await resumeSession(desk.db, key, {
    now: desk.clock(),
    isUse: isUserActivity(request),
  });
  const caller =
    session &&
    (await loadCaller(desk.db, session.personId, {
      credential: { via: 'session', uuid: session.uuid, scope: 'admin' },
      clientIp: getClientIp(request),
    }));
  if (caller === null) throw unauthorized('Your session has ended.');
  return caller;
}

/**
 * Whether somebody is there who asks. A page that is left open asks by itself, and says so: it must
 * not keep its session from being idle.
 */
function isUserActivity({ headers, routeOptions }: FastifyRequest): boolean {
  return headers['x-unattended'] === undefined && !routeOptions.config.isUnattended;
}

function requireTokenKey(authorization: string): string {
  const key = parseTokenHeader(authorization);
  if (key === null) throw unauthorized('Invalid token.');
  return key;
}

/** The caller with this key. Throws the 401 for one that is unknown, expired or deactivated. */
async function authenticateToken(
  { db, clock }: AppContext,
  ownerOf: TokenLookup,
  key: string,
  address: string,
): Promise<Caller> {
  const token = await ownerOf(hashKey(key));
  if (token === null) throw unauthorized('Invalid token.');
  await recordTokenUse(db, token.token_id, token.last_used, clock());
  const credential = { via: 'token', uuid: token.token_uuid, scope: token.scope } as const;
  return { ...toCallerFields(token), credential, clientIp: address };
}

/** Whose token has this digest; null for one that opens no door. */
type TokenLookup = (digest: Buffer) => Promise<ActiveTokenRow | null>;

/** Requests that come at once are asked about at once, each after it has come. */
function createTokenLookup({ db, clock }: AppContext): TokenLookup {
  return coalesce(async (digests) => {
    const rows = await findActiveTokens(db, { digests, now: clock().toISOString() }, null);
    return digests.map((digest) => rows.find((row) => row.digest.equals(digest)) ?? null);
  });
}

const findActiveTokens = compileOnce<
  { digests: readonly Buffer[]; now: string },
  null,
  ActiveTokenRow
>(
  ({ digests, now }) => sql`
    select ${callerColumns}, api_token.id as token_id, api_token.uuid as token_uuid, scope, last_used,
      digest
    from person join api_token on api_token.person_id = person.id
    where is_active and digest = any(${digests}::bytea[])
      and (expires_at is null or expires_at > ${now})`,
);

type CredentialContext = Pick<Caller, 'credential' | 'clientIp'>;

/** null where that person is deactivated. */
export async function loadCaller(
  db: Kysely<Database>,
  personId: number,
  how: CredentialContext,
): Promise<Caller | null> {
  const { rows } = await sql<CallerRow>`
    select ${callerColumns} from person where is_active and person.id = ${personId}`.execute(db);
  const [person] = rows;
  return person === undefined ? null : { ...toCallerFields(person), ...how };
}

/** What the owner of a credential may by now, where it still opens the door. */
export type ActiveCredentials = Map<string, Pick<Caller, 'isStaff' | 'isSupport'>>;

/** Which of these credentials, by uuid, have not ended since: one query for all of them. */
export async function findActiveCredentials(
  db: Kysely<Database>,
  uuids: readonly string[],
  now: Date,
): Promise<ActiveCredentials> {
  const { rows } = await sql<{ uuid: string; is_staff: boolean; is_support: boolean }>`
    select credential.uuid, is_staff, is_support from person join (
      select uuid, person_id from api_token
      where uuid = any(${uuids}::uuid[]) and (expires_at is null or expires_at > ${now})
      union all
      select uuid, person_id from session
      where uuid = any(${uuids}::uuid[]) and expires > ${now}
        and last_used > ${getIdleCutoff(now)}) credential
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
