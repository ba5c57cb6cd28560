import { Type } from 'typebox';
import { actorOf, type Caller, callerOf, requireStaff } from '../access/caller.ts';
import { accountOf, uuidOr404 } from '../access/owner.ts';
import { beginOfSession } from '../access/sessions.ts';
import { recordChange } from '../administration/record.ts';
import { inTransaction } from '../database/transaction.ts';
import { paths } from '../http/addresses.ts';
import { UuidParams } from '../http/lists.ts';
import { badField, conflict, forbidden, HttpProblem, notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, nullable, refusing, Time, Uuid } from '../http/resource.ts';
import { linkAssertion, SignOnRefused } from './people.ts';
import { begin, providerOf, type SignOnParts } from './routes.ts';
import { listIdentities, removeIdentity } from './store.ts';

const tags = ['users'];
const all = `${paths.users}:uuid/identities/`;

const IdentitySchema = Type.Object({
  uuid: Uuid,
  issuer: Type.String(),
  subject: Type.String(),
  created: Time,
  last_used: nullable(Time),
});
const Slug = Type.String({ minLength: 1, maxLength: 40, description: 'The slug of a provider.' });

/** `/api/users/{uuid}/identities/`: who a person is elsewhere. */
export function identityRoutes(app: App, parts: SignOnParts): void {
  const { desk } = parts;

  app.get(all, {
    schema: {
      operationId: 'users_identities_list',
      summary: 'Who a user is at the OpenID providers',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(IdentitySchema), ...refusing(404) },
    },
    handler: async (request) => listIdentities(desk.db, (await accountOf(desk, request)).id),
  });

  app.post(all, {
    schema: {
      operationId: 'users_identities_create',
      summary: 'Say who a user is at an OpenID provider, so that they may sign in there',
      tags,
      params: UuidParams,
      body: Type.Object({
        provider: Slug,
        subject: Type.String({ minLength: 1, maxLength: 255, description: 'The `sub` there.' }),
      }),
      response: { 201: NoBody, ...refusing(404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const person = await accountOf(desk, request);
      requireStaff(caller);
      refuseProgram(person);
      const { provider, subject } = request.body;
      const issuer = await issuerOf(parts, provider);
      const now = desk.clock().toISOString();
      await refusingTaken(() =>
        inTransaction(desk.db, (trx) =>
          linkAssertion(trx, person, { issuer, subject }, { now, actor: actorOf(caller) }),
        ),
      );
      return reply.code(201).send();
    },
  });

  app.delete(`${all}:identity/`, {
    schema: {
      operationId: 'users_identities_destroy',
      summary: 'Take an identity away: nobody signs in with it any more',
      tags,
      params: Type.Object({ ...UuidParams.properties, identity: Type.String() }),
      response: { 204: NoBody, ...refusing(404) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const person = await accountOf(desk, request);
      const uuid = uuidOr404(request.params.identity);
      await inTransaction(desk.db, async (trx) => {
        const removed = await removeIdentity(trx, person.id, uuid);
        if (removed === null) throw notFound();
        await recordChange(trx, actorOf(caller), {
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

  app.post(`${paths.users}me/identities/`, {
    schema: {
      operationId: 'users_me_identities_create',
      summary: 'Add who you are at an OpenID provider to your account',
      description: 'Only in a browser: it goes to the `url` that comes back, and signs in there.',
      tags,
      body: Type.Object({ provider: Slug }),
      response: { 200: Type.Object({ url: Type.String() }), ...refusing(404, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      if (caller.credential.via !== 'session') throw forbidden('Only in a browser.');
      await requireFreshSignIn(desk, caller);
      const provider = providerOf(parts, request.body.provider);
      const wanted = { next: `/people/${caller.uuid}`, personId: caller.personId };
      try {
        return { url: await begin(desk, provider, request, reply, wanted) };
      } catch (error) {
        request.log.warn({ reason: (error as Error).message }, 'a provider does not answer');
        throw unreachable();
      }
    },
  });
}

/** How long ago somebody may have signed in who adds a way in, in milliseconds. */
const freshFor = 15 * 60_000;

/** Whoever finds a browser left open cannot make themselves a way in that stays. Throws a 403. */
async function requireFreshSignIn({ db, clock }: Desk, { credential }: Caller): Promise<void> {
  const begun = await beginOfSession(db, credential.uuid);
  if (begun !== null && clock().getTime() - Date.parse(begun) <= freshFor) return;
  throw forbidden('This needs a sign-in of the last 15 minutes. Sign out, sign in, try again.');
}

function refuseProgram({ is_service_account }: { is_service_account: boolean }): void {
  if (is_service_account) throw conflict('A service account has tokens; nobody signs in as it.');
}

async function issuerOf(parts: SignOnParts, slug: string): Promise<string> {
  const provider = parts.providers.find(({ settings }) => settings.slug === slug);
  if (provider === undefined) throw badField('provider', 'There is no such provider.');
  try {
    return await provider.issuer();
  } catch {
    throw unreachable();
  }
}

function unreachable(): HttpProblem {
  const detail = 'The provider does not answer. Try again shortly.';
  return new HttpProblem(503, { detail }, { 'retry-after': '30' });
}

async function refusingTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SignOnRefused) throw conflict('That identity is an account’s already.');
    throw error;
  }
}
