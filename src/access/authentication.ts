import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { unauthorized } from '../http/problem.ts';
import type { App } from '../http/resource.ts';
import type { Caller } from './caller.ts';
import { digestOf } from './tokens.ts';

/**
 * Finds out who calls, before anything of the request is looked at, from
 * `Authorization: Token <key>` (also `Bearer`). Every route that is added to `app` afterwards and
 * lies under /api needs it, but those whose config says `isPublic`.
 */
export function authenticate(
  app: App,
  { db, clock }: { db: Kysely<Database>; clock: () => Date },
): void {
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    // By the route, not by the path as sent: /%61pi/ is /api/ too.
    const { url, config } = request.routeOptions;
    if (!url?.startsWith('/api/') || config.isPublic) return;
    request.caller = await callerWith(db, keyOf(request), clock().toISOString());
  });
}

function keyOf(request: FastifyRequest): string {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    throw unauthorized('Authentication credentials were not provided.');
  }
  const [, key] = /^(?:token|bearer) +(\S+) *$/i.exec(authorization) ?? [];
  if (key === undefined) throw unauthorized('Invalid token.');
  return key;
}

/** The caller with this key. Throws the 401 for one that is unknown, expired or deactivated. */
async function callerWith(db: Kysely<Database>, key: string, now: string): Promise<Caller> {
  const person = await db
    .selectFrom('api_token')
    .innerJoin('person', 'person.id', 'api_token.person_id')
    .select(['person.id', 'person.uuid', 'username', 'full_name', 'is_staff', 'is_support'])
    .where('api_token.digest', '=', digestOf(key))
    .where('person.is_active', '=', true)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  if (person === undefined) throw unauthorized('Invalid token.');
  return {
    personId: person.id,
    uuid: person.uuid,
    username: person.username,
    fullName: person.full_name,
    isStaff: person.is_staff,
    isSupport: person.is_support,
  };
}
