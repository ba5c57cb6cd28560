import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { toActor, requireCaller, requireStaff } from '../access/caller.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { isEmailAllowed } from '../award/email.ts';
import { findPortalControlledPart } from '../award/portal-control.ts';
import type { ProjectRole } from '../award/enums.ts';
import { MemberSchema } from '../customers/schema.ts';
import { runInTransaction, lockRow } from '../database/transaction.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/list-routes.ts';
import {
  parsePage,
  pageParameters,
  requireExistingPage,
  setPageHeaders,
} from '../http/pagination.ts';
import { invalidField, conflict, notFound } from '../http/http-problem.ts';
import { type App, type AppContext, NoBody, errorResponses } from '../http/route-types.ts';
import { findPerson } from '../people/store.ts';
import { updateExclusions } from './project-exclusions.ts';
import { loadRoleContext, type RoleContext, setProjectRole } from './project-roles.ts';
import { ProjectRoleBody } from './schema.ts';
import * as store from './store.ts';

const projectPath = `${resourcePaths.projects}:uuid/`;
const tags = ['projects'];

/** Who is in a project: whoever sees it reads, staff give and take roles. */
export function projectUserRoutes(app: App, desk: AppContext): void {
  app.get(`${projectPath}list_users/`, {
    schema: {
      operationId: 'projects_list_users_list',
      summary: 'List the members of a project and who is invited',
      tags,
      params: UuidParams,
      querystring: Type.Object(pageParameters),
      response: { 200: Type.Array(MemberSchema), ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const row = await store.findProject(desk.db, parseUuidParam(request), requireCaller(request));
      if (row === null) throw notFound();
      const page = parsePage(request.query);
      const users = await store.listProjectUsers(desk.db, row.id, page);
      const total = users[0]?.total ?? 0;
      requireExistingPage(page, total);
      setPageHeaders(reply, request, desk.baseUrl(request), page, total);
      return users;
    },
  });

  app.post(`${projectPath}add_user/`, {
    schema: {
      operationId: 'projects_add_user',
      summary: 'Make somebody a member of a project, or give a member another role',
      tags,
      params: UuidParams,
      body: ProjectRoleBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      await changeRole(desk, request, () => request.body.role);
      return reply.send();
    },
  });

  app.post(`${projectPath}delete_user/`, {
    schema: {
      operationId: 'projects_delete_user',
      summary: 'Take a role in a project from somebody, who is then no longer a member',
      tags,
      params: UuidParams,
      body: ProjectRoleBody,
      response: { 200: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
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
type ResolveRole = (had: ProjectRole | null) => ProjectRole | null;

/**
 * Changes somebody's role under the lock that decisions about awards take too, and says so in the
 * administrative audit. Who cannot see the project gets 404, who can but is not staff 403; 409 is
 * for what the project's award decides.
 */
async function changeRole(
  desk: AppContext,
  request: RoleRequest,
  settle: ResolveRole,
): Promise<void> {
  const caller = requireCaller(request);
  const project = await store.findProject(desk.db, parseUuidParam(request), caller);
  if (project === null) throw notFound();
  requireStaff(caller);
  const person = await findPerson(desk.db, parseUuid(request.body.user, 'user'), caller);
  if (person === null || person.is_robot) throw invalidField('user', 'There is no such user.');
  const valuesOf = (role: ProjectRole | null) =>
    role && { role, project: project.name, project_uuid: project.uuid };
  const now = desk.clock().toISOString();
  await runInTransaction(desk.db, async (trx) => {
    await lockRow(trx, 'project', project.id);
    const standing = await loadRoleContext(trx, project.id, person);
    const had = standing.role;
    const has = settle(had);
    if (has === had) return;
    refuseAwardControlledChange(standing, has);
    await setProjectRole(trx, { projectId: project.id, personId: person.id, role: has, now });
    await updateExclusions(trx, project.id, standing, { role: has, now });
    const happened = has === null ? 'taken' : had === null ? 'given' : 'changed';
    await recordChange(trx, toActor(caller), {
      at: now,
      action: `role.${happened}`,
      subject: { uuid: person.uuid, name: person.username },
      before: valuesOf(had),
      after: valuesOf(has),
    });
  });
}

const awardControlMessages = {
  membership: 'The award of this project decides who is a member (membership_control).',
  role: 'The award of this project decides the roles of those whom it names (membership_control).',
};

/** Throws the 409 where the project's award says whether somebody is a member, or in which role. */
function refuseAwardControlledChange(
  { role: before, inCustomer, emails, award }: RoleContext,
  after: ProjectRole | null,
): void {
  if (award === null) return;
  const details = { members: award.members, membership_control: award.control ?? 'open' };
  const theirs = findPortalControlledPart(details, award.roleMapping, {
    emails,
    inCustomer,
    previousRole: before,
    newRole: after,
  });
  if (theirs !== null) throw conflict(awardControlMessages[theirs]);
  const isAdmitted = emails.some((email) => isEmailAllowed(email, award.allowedDomains));
  if (before === null && after !== null && award.allowedDomains !== null && !isAdmitted) {
    throw conflict('The award of this project does not admit this email (allowed_domains).');
  }
}
