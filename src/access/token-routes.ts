import { Type } from 'typebox';
import { recordChange } from '../administration/record.ts';
import { refuseUnstorable } from '../award/json-value.ts';
import { inTransaction, lockRow } from '../database/transaction.ts';
import { paths } from '../http/addresses.ts';
import { UuidParams } from '../http/lists.ts';
import { notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, nullable, refusing, Time, Uuid } from '../http/resource.ts';
import { actorOf, callerOf, tokenScopes } from './caller.ts';
import { accountOf, uuidOr404 } from './owner.ts';
import {
  createToken,
  dropExpiredTokens,
  findToken,
  listTokens,
  refuseTooMany,
  revokeToken,
} from './tokens.ts';

const tags = ['users'];
const all = `${paths.users}:uuid/tokens/`;

const Scope = Type.Unsafe<(typeof tokenScopes)[number]>({
  type: 'string',
  enum: [...tokenScopes],
  description: 'read; review: also decides; admin: all that its owner may.',
});
const TokenSchema = Type.Object({
  uuid: Uuid,
  name: Type.String(),
  scope: Scope,
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
  scope: Type.Optional(Scope),
  days: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3650, description: 'How long it lasts.' }),
  ),
});
const TokenParams = Type.Object({ ...UuidParams.properties, token: Type.String() });

/** `/api/users/{uuid}/tokens/`: staff for everybody, everybody for themselves. */
export function tokenRoutes(app: App, desk: Desk): void {
  app.get(all, {
    schema: {
      operationId: 'users_tokens_list',
      summary: 'The API tokens of a user, never their keys',
      tags,
      params: UuidParams,
      response: { 200: Type.Array(TokenSchema), ...refusing(404) },
    },
    handler: async (request) =>
      listTokens(desk.db, (await accountOf(desk, request)).id, desk.clock().toISOString()),
  });

  app.post(all, {
    schema: {
      operationId: 'users_tokens_create',
      summary: 'Make an API token; its key is shown this once',
      tags,
      params: UuidParams,
      body: TokenBody,
      response: { 201: NewTokenSchema, ...refusing(404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const person = await accountOf(desk, request);
      const { name, days, scope = 'admin' } = request.body;
      refuseUnstorable(name, 'name');
      const now = desk.clock();
      const expiresAt =
        days === undefined ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
      const at = now.toISOString();
      const made = await inTransaction(desk.db, async (trx) => {
        await lockRow(trx, 'person', person.id);
        await dropExpiredTokens(trx, person.id, at);
        await refuseTooMany(trx, person.id);
        const key = await createToken(trx, {
          personId: person.id,
          name,
          scope,
          now: at,
          expiresAt,
        });
        const token = await findToken(trx, key);
        await recordChange(trx, actorOf(caller), {
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

  app.delete(`${all}:token/`, {
    schema: {
      operationId: 'users_tokens_destroy',
      summary: 'Revoke an API token, at once and everywhere',
      tags,
      params: TokenParams,
      response: { 204: NoBody, ...refusing(404) },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const person = await accountOf(desk, request);
      const uuid = uuidOr404(request.params.token);
      await inTransaction(desk.db, async (trx) => {
        const revoked = await revokeToken(trx, person.id, uuid);
        if (revoked === null) throw notFound();
        await recordChange(trx, actorOf(caller), {
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
