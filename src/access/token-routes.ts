import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { parseUuid, paths } from '../http/addresses.ts';
import { pathUuid, UuidParams } from '../http/lists.ts';
import { notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, nullable, refusing, Time, Uuid } from '../http/resource.ts';
import { findPersonId } from '../people/store.ts';
import { callerOf, tokenScopes } from './caller.ts';
import { createToken, findToken, listTokens, revokeToken } from './tokens.ts';

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
      listTokens(desk.db, await ownerOf(desk, request), desk.clock().toISOString()),
  });

  app.post(all, {
    schema: {
      operationId: 'users_tokens_create',
      summary: 'Make an API token; its key is shown this once',
      tags,
      params: UuidParams,
      body: TokenBody,
      response: { 201: NewTokenSchema, ...refusing(404, 413, 415) },
    },
    handler: async (request, reply) => {
      const now = desk.clock();
      const { name, days, scope = 'admin' } = request.body;
      const expiresAt =
        days === undefined ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
      const personId = await ownerOf(desk, request);
      const key = await createToken(desk.db, {
        personId,
        name,
        scope,
        now: now.toISOString(),
        expiresAt,
      });
      return reply.code(201).send({ ...(await findToken(desk.db, key)), key });
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
      const personId = await ownerOf(desk, request);
      const isRevoked = await revokeToken(desk.db, personId, tokenOf(request.params.token));
      if (!isRevoked) throw notFound();
      return reply.code(204).send();
    },
  });
}

/** Whose tokens these are. Throws a 404 where they are not the caller's to see. */
async function ownerOf(desk: Desk, request: FastifyRequest): Promise<number> {
  const caller = callerOf(request);
  const uuid = pathUuid(request);
  if (uuid === caller.uuid) return caller.personId;
  const personId = caller.isStaff ? await findPersonId(desk.db, uuid) : null;
  if (personId === null) throw notFound();
  return personId;
}

function tokenOf(text: string): string {
  try {
    return parseUuid(text, 'token');
  } catch {
    throw notFound();
  }
}
