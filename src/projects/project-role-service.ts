/* Grants, changes and revokes roles of people in projects. */

import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { isEmailAllowed } from '../award/email.ts';
import type { ProjectRole } from '../award/award-enums.ts';
import { findPortalControlledPart } from '../award/manual-role-change.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import { conflictError, forbiddenError, notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import { parseUuid } from '../http/resource-urls.ts';
import type { AppContext } from '../http/app-context.ts';
import { type PersonRow, requireRoleHolder } from '../people/person-store.ts';
import { parseExpirationTime, parseRoleName, type RoleRequest } from '../roles/role-request.ts';
import { updateWanted } from '../wanted-state/update-wanted.ts';
import { updateExclusions } from './project-exclusions.ts';
import {
  canManageMembers,
  type HeldRole,
  loadRoleContext,
  type RoleContext,
  setProjectRole,
} from './project-role-store.ts';
import { requireVisibleProject } from './project-service.ts';
import type { ProjectRow } from './project-store.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;
type Expiry = { expiration_time: string | null };

/** A project, as one of all or only of those that no award manages. */
export interface ProjectReference {
  uuid: string;
  unmanaged?: boolean;
}

/**
 * Gives a person a role in a project until the given time, in place of the one that they have, with an
 * audit entry. Returns when the role ends. Throws BadInput, RefusedError: `forbidden` unless the
 * caller manages its members, `conflict` where the project's award decides.
 */
export async function grantProjectRole(
  context: ServiceContext,
  caller: Caller,
  project: ProjectReference,
  request: RoleRequest,
): Promise<Expiry> {
  const heldRole = await changeRole(
    context,
    caller,
    project,
    request,
    (current, { role, expiry }) => ({
      role,
      expirationTime: expiry === undefined ? (current?.expirationTime ?? null) : expiry,
    }),
  );
  return { expiration_time: heldRole?.expirationTime ?? null };
}

/**
 * Changes when a role in a project ends, as `grantProjectRole` grants it. Throws RefusedError
 * (`not_found`) where the person does not have this role.
 */
export async function changeProjectRole(
  context: ServiceContext,
  caller: Caller,
  project: ProjectReference,
  request: RoleRequest,
): Promise<Expiry> {
  const heldRole = await changeRole(
    context,
    caller,
    project,
    request,
    (current, { role, expiry }) => {
      if (current?.role !== role) throw notFoundError();
      return { role, expirationTime: expiry === undefined ? current.expirationTime : expiry };
    },
  );
  return { expiration_time: heldRole?.expirationTime ?? null };
}

/**
 * Revokes a person's role in a project, as `grantProjectRole` grants it. Throws RefusedError
 * (`not_found`) where they do not have this role.
 */
export async function revokeProjectRole(
  context: ServiceContext,
  caller: Caller,
  project: ProjectReference,
  request: RoleRequest,
): Promise<void> {
  const { expiration_time: _, ...selection } = request;
  await changeRole(context, caller, project, selection, (current, { role }) => {
    if (current?.role !== role) throw notFoundError();
    return null;
  });
}

interface RequestedRole {
  role: ProjectRole;
  /** undefined where the request does not say. */
  expiry: string | null | undefined;
}

/** The project whose members this caller manages. Throws RefusedError. */
export async function requireManagedMembers(
  context: Pick<AppContext, 'db'>,
  caller: Caller,
  { uuid, unmanaged = false }: ProjectReference,
): Promise<ProjectRow> {
  const row = await requireVisibleProject(context, caller, uuid, { unmanaged });
  if (!(await canManageMembers(context.db, row, caller))) throw forbiddenError();
  return row;
}

/**
 * Changes a role under the lock that decisions about awards take as well. `chooseRole` maps the current
 * role to the new one; null is none.
 */
async function changeRole(
  context: ServiceContext,
  caller: Caller,
  reference: ProjectReference,
  request: RoleRequest,
  chooseRole: (current: HeldRole | null, requested: RequestedRole) => HeldRole | null,
): Promise<HeldRole | null> {
  const project = await requireManagedMembers(context, caller, reference);
  const role = parseRoleName(request.role, 'project');
  const now = context.clock().toISOString();
  const expiry = parseExpirationTime(request.expiration_time, now);
  const person = await requireRoleHolder(context.db, parseUuid(request.user, 'user'), caller);
  return storeRole(context, caller, { project, person, now }, (current) =>
    chooseRole(current, { role, expiry }),
  );
}

/** A person whose role changes, as a row of `person`. */
export type RoleHolder = Pick<PersonRow, 'id' | 'uuid' | 'username' | 'email'>;

/**
 * Stores a role that `chooseRole` chooses under the lock, with its audit entry, and returns it. Throws
 * RefusedError (`conflict`) where the project's award decides.
 */
export async function storeRole(
  context: ServiceContext,
  caller: Caller,
  { project, person, now }: { project: ProjectRow; person: RoleHolder; now: string },
  chooseRole: (current: HeldRole | null) => HeldRole | null,
): Promise<HeldRole | null> {
  const toAuditValues = (heldRole: HeldRole | null) =>
    heldRole && {
      role: heldRole.role,
      project: project.name,
      project_uuid: project.uuid,
      ...(heldRole.expirationTime && { expiration_time: heldRole.expirationTime }),
    };
  return runInTransaction(context.db, async (trx) => {
    await lockRow(trx, 'project', project.id);
    const roleContext = await loadRoleContext(trx, project.id, person);
    const { role: had, expirationTime } = roleContext;
    const before = had && { role: had, expirationTime };
    const after = chooseRole(before);
    if (isSameRole(before, after)) return after;
    refuseAwardControlledChange(roleContext, after);
    const grant = { projectId: project.id, personId: person.id };
    await setProjectRole(trx, grant, after, { now, createdBy: caller.personId });
    await updateExclusions(trx, project.id, roleContext, { role: after?.role ?? null, now });
    await recordChange(trx, toActor(caller), {
      at: now,
      action: after === null ? 'role.taken' : before === null ? 'role.given' : 'role.changed',
      subject: { uuid: person.uuid, name: person.username },
      before: toAuditValues(before),
      after: toAuditValues(after),
    });
    await updateWanted(trx, [project.id], { now: new Date(now), actor: toActor(caller) });
    return after;
  });
}

function isSameRole(one: HeldRole | null, other: HeldRole | null): boolean {
  if (one === null || other === null) return one === other;
  const instant = (time: string | null): number => (time === null ? Infinity : Date.parse(time));
  return one.role === other.role && instant(one.expirationTime) === instant(other.expirationTime);
}

const portalControlMessages = {
  membership: "The project's award controls its membership (membership_control).",
  role: "The project's award controls the roles of people it names (membership_control).",
};

/**
 * Throws RefusedError (`conflict`) where the awarding portal controls the membership or the role, or
 * the award admits none of the person's emails. A role that ends is one that is taken away later, so
 * it needs the same right.
 */
export function refuseAwardControlledChange(
  { role: previousRole, inCustomer, emails, award }: RoleContext,
  heldRole: HeldRole | null,
): void {
  if (award === null) return;
  const details = { members: award.members, membership_control: award.control ?? 'open' };
  const newRole = heldRole?.role ?? null;
  const changes: { previousRole: ProjectRole | null; newRole: ProjectRole | null }[] = [
    { previousRole, newRole },
  ];
  if (heldRole !== null && heldRole.expirationTime !== null) {
    changes.push({ previousRole: heldRole.role, newRole: null });
  }
  for (const change of changes) {
    const who = { emails, inCustomer };
    const part = findPortalControlledPart(details, award.roleMapping, { ...who, ...change });
    if (part !== null) throw conflictError(portalControlMessages[part]);
  }
  const isAdmitted = emails.some((email) => isEmailAllowed(email, award.allowedDomains));
  const joins = previousRole === null && newRole !== null;
  if (joins && award.allowedDomains !== null && !isAdmitted) {
    throw conflictError('The award of this project does not admit this email (allowed_domains).');
  }
}
