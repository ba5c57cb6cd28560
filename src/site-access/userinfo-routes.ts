/* The routes of the short names of people. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { lockUnerasedPerson } from '../access/lock-unerased-person.ts';
import { toActor } from '../admin-audit/actor.ts';
import { recordDifference } from '../admin-audit/record-change.ts';
import { parsePersonShortName } from '../award/person-short-name.ts';
import { runInTransaction } from '../database/transaction.ts';
import { type Caller, requireCaller } from '../http/caller.ts';
import { forbidden, invalidField, notFound } from '../http/http-problem.ts';
import { buildFilterParameters, readFilters, url, uuid } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { pageParameters } from '../http/pagination.ts';
import { parseResourceUrl, parseUuid, resourcePaths, userUrl } from '../http/resource-urls.ts';
import { errorResponses, NoBody, nullable, Url, urlInput, uuidInput } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { updateWantedOfPerson } from '../wanted-state/update-wanted.ts';
import { findShortName, proposeShortName, setShortName } from '../people/person-short-names.ts';
import { findPerson, type PersonRow } from '../people/person-store.ts';
import { countUserInfo, listUserInfo, type UserInfoRow, whereUser } from './userinfo-store.ts';

const tags = ['openportal-userinfo'];
const operationPrefix = 'openportal_userinfo';
const path = '/api/openportal-userinfo/';

const UserInfoSchema = Type.Object({
  user: Url,
  shortname: nullable(Type.String()),
});
const OwnUserInfoSchema = Type.Object({
  ...UserInfoSchema.properties,
  proposed_shortname: nullable(
    Type.String({ description: 'A free name that fits the user name, while there is none.' }),
  ),
});
/** Left out or null, the name stays. */
const givenShortName = { shortname: Type.Optional(nullable(Type.String({ maxLength: 100 }))) };
const ShortNameBody = Type.Object({
  user: Type.Optional(urlInput('URL of the user; the path says who.')),
  ...givenShortName,
});
const NewUserInfoBody = Type.Object({
  user: urlInput('URL of the user.', resourcePaths.users),
  ...givenShortName,
});
const UserParams = Type.Object({ user: uuidInput('UUID of the user.') });

const filters = {
  user: url('URL of a user.', resourcePaths.users, whereUser),
  user_uuid: uuid('UUID of a user.', whereUser),
};

/** `/api/openportal-userinfo/`: the short names of people (docs/rules/machines.md, M2.1). */
export function userInfoRoutes(app: App, context: AppContext): void {
  const toJson = (request: FastifyRequest) => (row: UserInfoRow) => ({
    user: userUrl(context.baseUrl(request), row.uuid),
    shortname: row.short_name,
  });

  listRoutes(app, context, {
    path,
    tags,
    operationPrefix,
    summary: 'List people with their short names',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(filters) }),
    item: UserInfoSchema,
    order: { username: 'person.username', shortname: 'short_name' },
    count: (request, query) =>
      countUserInfo(
        context.listDb(request),
        requireCaller(request),
        readFilters(filters, query, {}),
      ),
    loadRows: (request, query, { order, page }) => {
      const condition = readFilters(filters, query, {});
      return listUserInfo(context.listDb(request), requireCaller(request), condition, order, page);
    },
    createRowSerializer: toJson,
  });

  app.get(`${path}me/`, {
    schema: {
      operationId: `${operationPrefix}_me_retrieve`,
      summary: 'Your own short name, or one that you could choose',
      tags,
      response: { 200: OwnUserInfoSchema, ...errorResponses() },
    },
    handler: async (request) => {
      const { personId, uuid: own, username } = requireCaller(request);
      const shortname = await findShortName(context.db, personId);
      const proposed =
        shortname === null ? await proposeShortName(context.db, username, context.portal()) : null;
      const user = userUrl(context.baseUrl(request), own);
      return { user, shortname, proposed_shortname: proposed };
    },
  });

  app.head(`${path}me/`, {
    schema: {
      operationId: `${operationPrefix}_me_count`,
      summary: 'Your own short name: only that there is one answer',
      tags,
      response: { 200: NoBody, ...errorResponses() },
    },
    handler: async (_request, reply) => reply.header('x-result-count', '1').send(),
  });

  const show = async (request: FastifyRequest, person: PersonRow) => ({
    user: userUrl(context.baseUrl(request), person.uuid),
    shortname: await findShortName(context.db, person.id),
  });

  app.get(`${path}:user/`, {
    schema: {
      operationId: `${operationPrefix}_retrieve`,
      summary: "Retrieve somebody's short name",
      tags,
      params: UserParams,
      response: { 200: UserInfoSchema, ...errorResponses(404) },
    },
    handler: async (request) =>
      show(request, await findUser(context, request, request.params.user)),
  });

  app.post(path, {
    schema: {
      operationId: `${operationPrefix}_create`,
      summary: 'Give somebody a short name',
      tags,
      body: NewUserInfoBody,
      response: { 201: UserInfoSchema, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const userUuid = parseResourceUrl(request.body.user, resourcePaths.users, 'user');
      const person = await findPerson(context.db, userUuid, requireCaller(request));
      if (person === null) throw invalidField('user', 'There is no such user.');
      await changeShortName(context, requireCaller(request), person, request.body.shortname);
      return reply.code(201).send(await show(request, person));
    },
  });

  for (const [method, suffix, name] of [
    ['PUT', '', 'update'],
    ['PATCH', '', 'partial_update'],
    ['PUT', 'set_shortname/', 'set_shortname_update'],
  ] as const) {
    app.route({
      method,
      url: `${path}:user/${suffix}`,
      schema: {
        operationId: `${operationPrefix}_${name}`,
        summary: 'Choose your own short name once, or as staff change one',
        tags,
        params: UserParams,
        body: ShortNameBody,
        response: { 200: UserInfoSchema, ...errorResponses(403, 404, 409, 413, 415) },
      },
      handler: async (request) => {
        const { user } = request.params as { user: string };
        const { shortname } = request.body as Type.Static<typeof ShortNameBody>;
        const person = await findUser(context, request, user);
        await changeShortName(context, requireCaller(request), person, shortname);
        return show(request, person);
      },
    });
  }
}

async function findUser(
  context: AppContext,
  request: FastifyRequest,
  userUuid: string,
): Promise<PersonRow> {
  const person = await findPerson(context.db, toUuid(userUuid), requireCaller(request));
  if (person === null || person.is_robot) throw notFound();
  return person;
}

function toUuid(text: string): string {
  try {
    return parseUuid(text, 'user');
  } catch {
    throw notFound();
  }
}

/**
 * People choose their own name once; staff give and change names. 403 for anybody else. Throws
 * BadInput for a name that breaks the rules or is taken.
 */
async function changeShortName(
  context: AppContext,
  caller: Caller,
  person: PersonRow,
  shortNameText: string | null | undefined,
): Promise<void> {
  const isOwn = person.id === caller.personId;
  if (!caller.isStaff && !isOwn) throw forbidden();
  if (shortNameText == null) return;
  const shortName = parsePersonShortName(shortNameText, context.portal());
  const now = context.clock().toISOString();
  await runInTransaction(context.db, async (trx) => {
    await lockUnerasedPerson(trx, person.id);
    const before = await findShortName(trx, person.id);
    if (before === shortName) return;
    if (before !== null && !caller.isStaff) {
      throw forbidden('Your short name is chosen already. Only staff can change it.');
    }
    await setShortName(trx, { personId: person.id, shortName, now });
    await updateWantedOfPerson(trx, person.id, { now: new Date(now), actor: toActor(caller) });
    await recordDifference(trx, toActor(caller), {
      at: now,
      action: 'person.changed',
      subject: { uuid: person.uuid, name: person.username },
      before: { short_name: before },
      after: { short_name: shortName },
    });
  });
}
