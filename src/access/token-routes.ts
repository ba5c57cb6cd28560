/* The routes that list, create and revoke the API tokens of an account. */

import { Type } from 'typebox';
import { requireCaller, tokenScopes } from '../http/caller.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, NoBody, nullable, Time, Uuid, uuidInput } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { findOwnOrAnyAccount } from './find-account.ts';
import { createToken, revokeToken } from './token-service.ts';
import { getTokenLapse } from './token-lapse.ts';
import { listActiveTokens } from './token-store.ts';

const tags = ['users'];
const tokensPath = `${resourcePaths.users}:uuid/tokens/`;

const ScopeSchema = Type.Unsafe<(typeof tokenScopes)[number]>({
  type: 'string',
  enum: [...tokenScopes],
  description: 'read; review: also decides; admin: everything that its owner may do.',
});
const TokenSchema = Type.Object(
  {
    uuid: Uuid,
    name: Type.String(),
    scope: ScopeSchema,
    created: Time,
    expires_at: nullable(Time),
    last_used: nullable(Time),
    lapses_at: nullable(
      Type.String({
        description: 'When it stops working unless its owner signs in; null for a service account.',
        'x-doc': { format: 'date-time' },
      }),
    ),
  },
  { title: 'Token' },
);
const NewTokenSchema = Type.Object(
  {
    ...TokenSchema.properties,
    key: Type.String({ description: 'Shown only in this reply.' }),
  },
  { title: 'NewToken' },
);
const TokenBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 150, description: 'What it is for.' }),
  scope: Type.Optional(ScopeSchema),
  days: Type.Optional(
    nullable(
      Type.Integer({
        minimum: 1,
        maximum: 3650,
        description: 'Days until it expires; 365 by default, null: it has no end.',
      }),
    ),
  ),
});
const TokenParams = Type.Object({
  ...UuidParams.properties,
  token: uuidInput('UUID of the token.'),
});

/** `/api/users/{uuid}/tokens/`: everybody for themselves, staff for everybody. */
export function tokenRoutes(app: App, context: AppContext): void {
  app.get(tokensPath, {
    schema: {
      operationId: 'users_tokens_list',
      summary: 'List the API tokens of a user, without their keys',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(TokenSchema), ...errorResponses(404) },
    },
    handler: async (request) => {
      const { db, clock, tokenOwnerDays } = context;
      const owner = await findOwnOrAnyAccount(db, requireCaller(request), parseUuidParam(request));
      const tokens = await listActiveTokens(db, owner.id, clock().toISOString());
      return tokens.map((token) => {
        return { ...token, lapses_at: getTokenLapse(owner, token, tokenOwnerDays) };
      });
    },
  });

  app.post(tokensPath, {
    schema: {
      operationId: 'users_tokens_create',
      summary: 'Create an API token; only this reply shows its key',
      tags,
      params: UuidParams,
      body: TokenBody,
      response: { 201: NewTokenSchema, ...errorResponses(404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { name, days, scope = 'admin' } = request.body;
      const token = await createToken(context, requireCaller(request), parseUuidParam(request), {
        name,
        scope,
        days,
      });
      return reply.code(201).send(token);
    },
  });

  app.delete(`${tokensPath}:token/`, {
    schema: {
      operationId: 'users_tokens_destroy',
      summary: 'Revoke an API token on all replicas at once',
      tags,
      params: TokenParams,
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const owner = parseUuidParam(request);
      const token = parseUuidParam(request, 'token');
      await revokeToken(context, requireCaller(request), owner, token);
      return reply.code(204).send();
    },
  });
}
