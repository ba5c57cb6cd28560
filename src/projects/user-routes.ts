import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { actorOf, callerOf, requireStaff } from '../access/caller.ts';
import { recordChange } from '../administration/record.ts';
import { notOurs } from '../award/membership.ts';
import type { ProjectRole } from '../award/vocabulary.ts';
import { MemberSchema } from '../customers/schema.ts';
import { inTransaction, lockRow } from '../database/transaction.ts';
import { parseUuid, paths } from '../http/addresses.ts';
import { pathUuid, UuidParams } from '../http/lists.ts';
import { pageOf, pageQuery, requirePage, setPageHeaders } from '../http/pages.ts';
import { badField, conflict, notFound } from '../http/problem.ts';
import { type App, type Desk, NoBody, refusing } from '../http/resource.ts';
import { findPerson } from '../people/store.ts';
import { readStanding, type Standing, setRole } from './roles.ts';
import { ProjectRoleBody } from './schema.ts';
import * as store from './store.ts';

const one = `${paths.projects}:uuid/`;
const tags = ['projects'];

/** Who is in a project: whoever sees it reads, staff give and take roles. */
export function userRoutes(app: App, desk: Desk): void {
  app.get(`${one}list_users/`, {
    schema: {
      operationId: 'projects_list_users_list',
      summary: 'List the members of a project and who is invited',
      tags,
      params: UuidParams,
      querystring: Type.Object(pageQuery),
      response: { 200: Type.Array(MemberSchema), ...refusing(404) },
    },
    handler: async (request, reply) => {
      const row = await store.findProject(desk.db, pathUuid(request), callerOf(request));
      if (row === null) throw notFound();
      const page = pageOf(request.query);
      const users = await store.listProjectUsers(desk.db, row.id, page);
      const total = users[0]?.total ?? 0;
      requirePage(page, total);
      setPageHeaders(reply, request, desk.baseUrl(request), page, total);
      return users;
    },
  });

  app.post(`${one}add_user/`, {
    schema: {
      operationId: 'projects_add_user',
      summary: 'Make somebody a member of a project, or give a member another role',
      tags,
      params: UuidParams,
      body: ProjectRoleBody,
      response: { 200: NoBody, ...refusing(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      await changeRole(desk, request, () => request.body.role);
      return reply.send();
    },
  });

  app.post(`${one}delete_user/`, {
    schema: {
      operationId: 'projects_delete_user',
      summary: 'Take a role in a project from somebody, who is then no longer a member',
      tags,
      params: UuidParams,
      body: ProjectRoleBody,
      response: { 200: NoBody, ...refusing(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      await changeRole(desk, request, (had) => {
        if (had !== request.body.role) throw notFound();
        return null;
      });
      return reply.send();
    },
  });
}

type RoleRequest = FastifyRequest<{ Body: Type.Static<typeof ProjectRoleBody> }>;
/** Gives the role that somebody has from now on; null is none. */
type Settle = (had: ProjectRole | null) => ProjectRole | null;

/**
 * Changes somebody's role under the lock that decisions about awards take too, and says so in the
 * administrative audit. Who cannot see the project gets 404, who can but is not staff 403; 409 is
 * for what the project's award decides.
 */
async function changeRole(desk: Desk, request: RoleRequest, settle: Settle): Promise<void> {
  const caller = callerOf(request);
  const project = await store.findProject(desk.db, pathUuid(request), caller);
  if (project === null) throw notFound();
  requireStaff(caller);
  const person = await findPerson(desk.db, parseUuid(request.body.user, 'user'), caller);
  if (person === null || person.is_robot) throw badField('user', 'There is no such user.');
  const valuesOf = (role: ProjectRole | null) =>
    role && { role, project: project.name, project_uuid: project.uuid };
  const now = desk.clock().toISOString();
  await inTransaction(desk.db, async (trx) => {
    await lockRow(trx, 'project', project.id);
    const standing = await readStanding(trx, project.id, person);
    const had = standing.role;
    const has = settle(had);
    if (has === had) return;
    refuseWhatAnAwardOwns(standing, person.email, has);
    await setRole(trx, { projectId: project.id, personId: person.id, role: has, now });
    const happened = has === null ? 'taken' : had === null ? 'given' : 'changed';
    await recordChange(trx, actorOf(caller), {
      at: now,
      action: `role.${happened}`,
      subject: { uuid: person.uuid, name: person.username },
      before: valuesOf(had),
      after: valuesOf(has),
    });
  });
}

const owned = {
  membership: 'The award of this project decides who is a member (membership_control).',
  role: 'The award of this project decides the roles of those whom it names (membership_control).',
};

/** Throws the 409 where the project's award says whether somebody is a member, or in which role. */
function refuseWhatAnAwardOwns(
  { role: before, inCustomer, award }: Standing,
  email: string,
  after: ProjectRole | null,
): void {
  if (award === null) return;
  const details = { members: award.members, membership_control: award.control ?? 'open' };
  const theirs = notOurs(details, award.roleMapping, { email, inCustomer, before, after });
  if (theirs !== null) throw conflict(owned[theirs]);
}
