/* The routes that list and remove the OpenID identities of an account. */

import { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import { HttpProblem, invalidField } from '../http/http-problem.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import {
  errorResponses,
  NoBody,
  nullable,
  Time,
  Url,
  Uuid,
  uuidInput,
} from '../http/api-schemas.ts';
import type { App } from '../http/app-context.ts';
import {
  addAccountIdentity,
  listAccountIdentities,
  removeAccountIdentity,
  requireRecentSignIn,
} from './identity-service.ts';
import { logProviderFault } from './discover-at-start.ts';
import { findProvider, requireProvider, type SignOnContext } from './sign-on-context.ts';
import { startSignOn } from './sign-on-flow.ts';

const tags = ['users'];
const identitiesPath = `${resourcePaths.users}:uuid/identities/`;

const IdentitySchema = Type.Object(
  {
    uuid: Uuid,
    issuer: Type.String(),
    subject: Type.String(),
    created: Time,
    last_used: nullable(Time),
  },
  { title: 'Identity' },
);
const ProviderSlugSchema = Type.String({
  minLength: 1,
  maxLength: 40,
  description: 'The slug of a provider.',
});

/** `/api/users/{uuid}/identities/`: who a person is at the OpenID providers. */
export function identityRoutes(app: App, signOn: SignOnContext): void {
  accountIdentityRoutes(app, signOn);
  ownIdentityRoute(app, signOn);
}

function accountIdentityRoutes(app: App, signOn: SignOnContext): void {
  const { context } = signOn;

  app.get(identitiesPath, {
    schema: {
      operationId: 'users_identities_list',
      summary: 'List the identities of a user at OpenID providers',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(IdentitySchema), ...errorResponses(404) },
    },
    handler: async (request) =>
      listAccountIdentities(context, requireCaller(request), parseUuidParam(request)),
  });

  app.post(identitiesPath, {
    schema: {
      operationId: 'users_identities_create',
      summary: 'Add an identity at an OpenID provider, with which the user may then sign in',
      tags,
      params: UuidParams,
      body: Type.Object({
        provider: ProviderSlugSchema,
        subject: Type.String({
          minLength: 1,
          maxLength: 255,
          description: 'The `sub` of the user at the provider.',
        }),
      }),
      response: { 201: NoBody, ...errorResponses(404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { provider, subject } = request.body;
      await addAccountIdentity(context, requireCaller(request), parseUuidParam(request), {
        subject,
        resolveIssuer: () => loadIssuer(signOn, provider, request.log),
      });
      return reply.code(201).send();
    },
  });

  app.delete(`${identitiesPath}:identity/`, {
    schema: {
      operationId: 'users_identities_destroy',
      summary: 'Remove an identity; nobody can sign in with it any more',
      tags,
      params: Type.Object({
        ...UuidParams.properties,
        identity: uuidInput('UUID of the identity.'),
      }),
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const account = parseUuidParam(request);
      const identity = parseUuidParam(request, 'identity');
      await removeAccountIdentity(context, requireCaller(request), account, identity);
      return reply.code(204).send();
    },
  });
}

function ownIdentityRoute(app: App, signOn: SignOnContext): void {
  const { context } = signOn;

  app.post(`${resourcePaths.users}me/identities/`, {
    schema: {
      operationId: 'users_me_identities_create',
      summary: 'Add your identity at an OpenID provider to your account',
      description: 'In a browser only, which then goes to `url` and signs in there.',
      tags,
      body: Type.Object({ provider: ProviderSlugSchema }),
      response: { 200: Type.Object({ url: Url }), ...errorResponses(404, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      await requireRecentSignIn(context, caller);
      const provider = requireProvider(signOn, request.body.provider);
      const purpose = { next: `/people/${caller.uuid}`, personId: caller.personId };
      try {
        return { url: await startSignOn(context, provider, request, reply, purpose) };
      } catch (error) {
        logProviderFault(request.log, provider, error);
        throw createProviderUnavailableProblem();
      }
    },
  });
}

/** Throws a 400 where there is no such provider, a 503 where it does not answer. */
async function loadIssuer(signOn: SignOnContext, slug: string, log: App['log']): Promise<string> {
  const provider = findProvider(signOn, slug);
  if (provider === undefined) throw invalidField('provider', 'There is no such provider.');
  try {
    return await provider.issuer();
  } catch (error) {
    logProviderFault(log, provider, error);
    throw createProviderUnavailableProblem();
  }
}

function createProviderUnavailableProblem(): HttpProblem {
  const detail = 'The provider does not answer. Try again shortly.';
  return new HttpProblem(503, { detail }, { 'retry-after': '30' });
}
