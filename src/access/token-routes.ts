import { Type } from 'typebox';
import { recordChange } from '../admin-audit/record-change.ts';
import { requireStorableText } from '../award/json-value.ts';
import { runInTransaction, lockRow } from '../database/transaction.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { UuidParams } from '../http/list-routes.ts';
import { notFound } from '../http/http-problem.ts';
import {
  type App,
  type AppContext,
  NoBody,
  nullable,
  errorResponses,
  Time,
  Uuid,
} from '../http/route-types.ts';
import { toActor, requireCaller, tokenScopes } from './caller.ts';
import { loadRequestedAccount, parseUuidOrNotFound } from './requested-account.ts';
import {
  createToken,
  deleteExpiredTokens,
  findToken,
  listActiveTokens,
  requireTokenCapacity,
  revokeToken,
} from './token-store.ts';

const tags = ['users'];
const tokensPath = `${resourcePaths.users}:uuid/tokens/`;

const ScopeSchema = Type.Unsafe<(typeof tokenScopes)[number]>({
  type: 'string',
  enum: [...tokenScopes],
  description: 'read; review: also decides; admin: all that its owner may.',
});
const TokenSchema = Type.Object({
  uuid: Uuid,
  name: Type.String(),
  scope: ScopeSchema,
  created: Time,
  expires_at: nullable(Time),
  last_used: nullable(Time),
});
const NewTokenSchema = Type.Object({
  ...TokenSchema.properties,
  key: Type.String({ description: 'Shown this once.' }),
});
const TokenBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 150, description: 'What it is for.' }),
  scope: Type.Optional(ScopeSchema),
  days: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3650, description: 'How long it lasts.' }),
  ),
});
const TokenParams = Type.Object({ ...UuidParams.properties, token: Type.String() });

/** `/api/users/{uuid}/tokens/`: staff for everybody, everybody for themselves. */
export function tokenRoutes(app: App, desk: AppContext): void {
  app.get(tokensPath, {
    schema: {
      operationId: 'users_tokens_list',
      summary: 'The API tokens of a user, never their keys',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(TokenSchema), ...errorResponses(404) },
    },
    handler: async (request) =>
      listActiveTokens(
        desk.db,
        (await loadRequestedAccount(desk, request)).id,
        desk.clock().toISOString(),
      ),
  });

  app.post(tokensPath, {
    schema: {
      operationId: 'users_tokens_create',
      summary: 'Make an API token; its key is shown this once',
      tags,
      params: UuidParams,
      body: TokenBody,
      response: { 201: NewTokenSchema, ...errorResponses(404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const person = await loadRequestedAccount(desk, request);
      const { name, days, scope = 'admin' } = request.body;
      requireStorableText(name, 'name');
      const now = desk.clock();
      const expiresAt =
        days === undefined ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
      const at = now.toISOString();
      const made = await runInTransaction(desk.db, async (trx) => {
        await lockRow(trx, 'person', person.id);
        await deleteExpiredTokens(trx, person.id, at);
        await requireTokenCapacity(trx, person.id);
        const key = await createToken(trx, {
          personId: person.id,
          name,
          scope,
          now: at,
          expiresAt,
        });
        const token = await findToken(trx, key);
        await recordChange(trx, toActor(caller), {
          at,
          action: 'token.created',
          subject: { uuid: token.uuid, name },
          before: null,
          after: { owner: person.username, scope, expires_at: token.expires_at },
        });
        return { ...token, key };
      });
      return reply.code(201).send(made);
    },
  });

  app.delete(`${tokensPath}:token/`, {
    schema: {
      operationId: 'users_tokens_destroy',
      summary: 'Revoke an API token, at once and everywhere',
      tags,
      params: TokenParams,
      response: { 204: NoBody, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      const person = await loadRequestedAccount(desk, request);
      const uuid = parseUuidOrNotFound(request.params.token);
      await runInTransaction(desk.db, async (trx) => {
        const revoked = await revokeToken(trx, person.id, uuid);
        if (revoked === null) throw notFound();
        await recordChange(trx, toActor(caller), {
          at: desk.clock().toISOString(),
          action: 'token.revoked',
          subject: { uuid, name: revoked.name },
          before: { owner: person.username, scope: revoked.scope, expires_at: revoked.expires_at },
          after: null,
        });
      });
      return reply.code(204).send();
    },
  });
}
