import { Type } from 'typebox';
import { toActor, type Caller, requireCaller, requireStaff } from '../access/caller.ts';
import { loadRequestedAccount, parseUuidOrNotFound } from '../access/requested-account.ts';
import { findSessionStart } from '../access/session-store.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { runInTransaction } from '../database/transaction.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { UuidParams } from '../http/list-routes.ts';
import { invalidField, conflict, forbidden, HttpProblem, notFound } from '../http/http-problem.ts';
import {
  type App,
  type AppContext,
  NoBody,
  nullable,
  errorResponses,
  Time,
  Uuid,
} from '../http/route-types.ts';
import { linkIdentity, SignOnRefusedError } from './person-from-identity.ts';
import { startSignOn, requireProvider, type SignOnContext } from './sign-on-routes.ts';
import { listIdentities, removeIdentity } from './store.ts';

const tags = ['users'];
const identitiesPath = `${resourcePaths.users}:uuid/identities/`;

const IdentitySchema = Type.Object({
  uuid: Uuid,
  issuer: Type.String(),
  subject: Type.String(),
  created: Time,
  last_used: nullable(Time),
});
const ProviderSlugSchema = Type.String({
  minLength: 1,
  maxLength: 40,
  description: 'The slug of a provider.',
});

/** `/api/users/{uuid}/identities/`: who a person is elsewhere. */
export function identityRoutes(app: App, parts: SignOnContext): void {
  const { context: desk } = parts;

  app.get(identitiesPath, {
    schema: {
      operationId: 'users_identities_list',
      summary: 'Who a user is at the OpenID providers',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(IdentitySchema), ...errorResponses(404) },
    },
    handler: async (request) =>
      listIdentities(desk.db, (await loadRequestedAccount(desk, request)).id),
  });

  app.post(identitiesPath, {
    schema: {
      operationId: 'users_identities_create',
      summary: 'Say who a user is at an OpenID provider, so that they may sign in there',
      tags,
      params: UuidParams,
      body: Type.Object({
        provider: ProviderSlugSchema,
        subject: Type.String({ minLength: 1, maxLength: 255, description: 'The `sub` there.' }),
      }),
      response: { 201: NoBody, ...errorResponses(404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const person = await loadRequestedAccount(desk, request);
      requireStaff(caller);
      refuseServiceAccount(person);
      const { provider, subject } = request.body;
      const issuer = await loadIssuer(parts, provider);
      const now = desk.clock().toISOString();
      await translateIdentityConflict(() =>
        runInTransaction(desk.db, (trx) =>
          linkIdentity(trx, person, { issuer, subject }, { now, actor: toActor(caller) }),
        ),
      );
      return reply.code(201).send();
    },
  });

  app.delete(`${identitiesPath}:identity/`, {
    schema: {
      operationId: 'users_identities_destroy',
      summary: 'Take an identity away: nobody signs in with it any more',
      tags,
      params: Type.Object({ ...UuidParams.properties, identity: Type.String() }),
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const person = await loadRequestedAccount(desk, request);
      const uuid = parseUuidOrNotFound(request.params.identity);
      await runInTransaction(desk.db, async (trx) => {
        const removed = await removeIdentity(trx, person.id, uuid);
        if (removed === null) throw notFound();
        await recordChange(trx, toActor(caller), {
          at: desk.clock().toISOString(),
          action: 'person.identity_removed',
          subject: { uuid: person.uuid, name: person.username },
          before: removed,
          after: null,
        });
      });
      return reply.code(204).send();
    },
  });

  app.post(`${resourcePaths.users}me/identities/`, {
    schema: {
      operationId: 'users_me_identities_create',
      summary: 'Add who you are at an OpenID provider to your account',
      description: 'Only in a browser: it goes to the `url` that comes back, and signs in there.',
      tags,
      body: Type.Object({ provider: ProviderSlugSchema }),
      response: { 200: Type.Object({ url: Type.String() }), ...errorResponses(404, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      if (caller.credential.via !== 'session') throw forbidden('Only in a browser.');
      await requireRecentSignIn(desk, caller);
      const provider = requireProvider(parts, request.body.provider);
      const wanted = { next: `/people/${caller.uuid}`, personId: caller.personId };
      try {
        return { url: await startSignOn(desk, provider, request, reply, wanted) };
      } catch (error) {
        request.log.warn({ reason: (error as Error).message }, 'a provider does not answer');
        throw createProviderUnavailableProblem();
      }
    },
  });
}

/** How long ago somebody may have signed in who adds a way in, in milliseconds. */
const maxSignInAgeMs = 15 * 60_000;

/** Whoever finds a browser left open cannot make themselves a way in that stays. Throws a 403. */
async function requireRecentSignIn(
  { db, clock }: AppContext,
  { credential }: Caller,
): Promise<void> {
  const begun = await findSessionStart(db, credential.uuid);
  if (begun !== null && clock().getTime() - Date.parse(begun) <= maxSignInAgeMs) return;
  throw forbidden('This needs a sign-in of the last 15 minutes. Sign out, sign in, try again.');
}

function refuseServiceAccount({ is_service_account }: { is_service_account: boolean }): void {
  if (is_service_account) throw conflict('A service account has tokens; nobody signs in as it.');
}

async function loadIssuer(parts: SignOnContext, slug: string): Promise<string> {
  const provider = parts.providers.find(({ settings }) => settings.slug === slug);
  if (provider === undefined) throw invalidField('provider', 'There is no such provider.');
  try {
    return await provider.issuer();
  } catch {
    throw createProviderUnavailableProblem();
  }
}

function createProviderUnavailableProblem(): HttpProblem {
  const detail = 'The provider does not answer. Try again shortly.';
  return new HttpProblem(503, { detail }, { 'retry-after': '30' });
}

async function translateIdentityConflict(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SignOnRefusedError)
      throw conflict('That identity is an account’s already.');
    throw error;
  }
}
