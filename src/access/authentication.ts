import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { unauthorized } from '../http/problem.ts';
import type { App, Desk } from '../http/resource.ts';
import type { Caller } from './caller.ts';
import { requireSameOrigin, sessionKeyOf } from './cookie.ts';
import { personOfSession } from './sessions.ts';
import { digestOf } from './tokens.ts';

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Finds out who calls, before anything of the request is looked at: from `Authorization: Token
 * <key>` (also `Bearer`), else from a browser's session. Every route that is added to `app`
 * afterwards and lies under /api needs it, but those whose config says `isPublic`.
 */
export function authenticate(app: App, desk: Desk): void {
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    // By the route, not by the path as sent: /%61pi/ is /api/ too.
    const { url, config } = request.routeOptions;
    if (!url?.startsWith('/api/') || config.isPublic) return;
    request.caller = await callerOfRequest(desk, request);
  });
}

async function callerOfRequest(desk: Desk, request: FastifyRequest): Promise<Caller> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return callerWithKey(desk, keyOf(authorization));
  const base = desk.baseUrl(request);
  const session = sessionKeyOf(request, base);
  if (session === undefined) throw unauthorized('Authentication credentials were not provided.');
  if (!readingMethods.has(request.method)) requireSameOrigin(request, base);
  const personId = await personOfSession(desk.db, session, desk.clock());
  const caller = personId === null ? null : await callerById(desk.db, personId);
  if (caller === null) throw unauthorized('Your session has ended.');
  return caller;
}

function keyOf(authorization: string): string {
  const [, key] = /^(?:token|bearer) +(\S+) *$/i.exec(authorization) ?? [];
  if (key === undefined) throw unauthorized('Invalid token.');
  return key;
}

/** The caller with this key. Throws the 401 for one that is unknown, expired or deactivated. */
async function callerWithKey({ db, clock }: Desk, key: string): Promise<Caller> {
  const person = await selectCallers(db)
    .innerJoin('api_token', 'api_token.person_id', 'person.id')
    .where('api_token.digest', '=', digestOf(key))
    .where((eb) =>
      eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', clock().toISOString())]),
    )
    .executeTakeFirst();
  if (person === undefined) throw unauthorized('Invalid token.');
  return toCaller(person);
}

/** null where that person is deactivated. */
export async function callerById(db: Kysely<Database>, personId: number): Promise<Caller | null> {
  const person = await selectCallers(db).where('person.id', '=', personId).executeTakeFirst();
  return person === undefined ? null : toCaller(person);
}

function selectCallers(db: Kysely<Database>) {
  return db
    .selectFrom('person')
    .select(['person.id', 'person.uuid', 'username', 'full_name', 'is_staff', 'is_support'])
    .where('person.is_active', '=', true);
}

interface CallerRow {
  id: number;
  uuid: string;
  username: string;
  full_name: string;
  is_staff: boolean;
  is_support: boolean;
}

function toCaller(person: CallerRow): Caller {
  return {
    personId: person.id,
    uuid: person.uuid,
    username: person.username,
    fullName: person.full_name,
    isStaff: person.is_staff,
    isSupport: person.is_support,
  };
}
