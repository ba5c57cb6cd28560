import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { isEmailAllowed } from '../award/email.ts';
import type { ProjectRole } from '../award/enums.ts';
import { findPortalControlledPart } from '../award/portal-control.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import { parseUuid } from '../http/resource-urls.ts';
import type { AppContext } from '../http/app-context.ts';
import { requireRoleHolder } from '../people/person-store.ts';
import { updateExclusions } from './project-exclusions.ts';
import { loadRoleContext, type RoleContext, setProjectRole } from './project-role-store.ts';
import { requireVisibleProject } from './project-service.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

/** A person, by the text of their UUID, and a role. */
export interface ProjectRoleSelection {
  user: string;
  role: ProjectRole;
}

/**
 * Gives a person a role in a project, in place of the one that they have, with an audit entry; staff
 * only. Throws BadInput for the user, RefusedError (`conflict`) where the project's award decides.
 */
export async function grantProjectRole(
  context: ServiceContext,
  caller: Caller,
  projectUuid: string,
  { user, role }: ProjectRoleSelection,
): Promise<void> {
  await changeRole(context, caller, { projectUuid, user }, () => role);
}

/**
 * Revokes a person's role in a project, as `grantProjectRole` grants it. Throws RefusedError
 * (`not_found`) where they do not have this role.
 */
export async function revokeProjectRole(
  context: ServiceContext,
  caller: Caller,
  projectUuid: string,
  { user, role }: ProjectRoleSelection,
): Promise<void> {
  await changeRole(context, caller, { projectUuid, user }, (current) => {
    if (current !== role) throw notFoundError();
    return null;
  });
}

/**
 * Changes a role under the lock that decisions about awards take as well. `chooseRole` maps the current
 * role to the new one; null is none.
 */
async function changeRole(
  context: ServiceContext,
  caller: Caller,
  { projectUuid, user }: { projectUuid: string; user: string },
  chooseRole: (current: ProjectRole | null) => ProjectRole | null,
): Promise<void> {
  const project = await requireVisibleProject(context, caller, projectUuid);
  requireStaff(caller);
  const person = await requireRoleHolder(context.db, parseUuid(user, 'user'), caller);
  const toAuditValues = (role: ProjectRole | null) =>
    role && { role, project: project.name, project_uuid: project.uuid };
  const now = context.clock().toISOString();
  await runInTransaction(context.db, async (trx) => {
    await lockRow(trx, 'project', project.id);
    const roleContext = await loadRoleContext(trx, project.id, person);
    const before = roleContext.role;
    const after = chooseRole(before);
    if (after === before) return;
    refuseAwardControlledChange(roleContext, after);
    await setProjectRole(trx, { projectId: project.id, personId: person.id, role: after, now });
    await updateExclusions(trx, project.id, roleContext, { role: after, now });
    await recordChange(trx, toActor(caller), {
      at: now,
      action: after === null ? 'role.taken' : before === null ? 'role.given' : 'role.changed',
      subject: { uuid: person.uuid, name: person.username },
      before: toAuditValues(before),
      after: toAuditValues(after),
    });
  });
}

const portalControlMessages = {
  membership: "The project's award controls its membership (membership_control).",
  role: "The project's award controls the roles of people it names (membership_control).",
};

/**
 * Throws RefusedError (`conflict`) where the awarding portal controls the membership or the role, or
 * the award admits none of the person's emails.
 */
function refuseAwardControlledChange(
  { role: previousRole, inCustomer, emails, award }: RoleContext,
  newRole: ProjectRole | null,
): void {
  if (award === null) return;
  const details = { members: award.members, membership_control: award.control ?? 'open' };
  const part = findPortalControlledPart(details, award.roleMapping, {
    emails,
    inCustomer,
    previousRole,
    newRole,
  });
  if (part !== null) throw conflictError(portalControlMessages[part]);
  const isAdmitted = emails.some((email) => isEmailAllowed(email, award.allowedDomains));
  const joins = previousRole === null && newRole !== null;
  if (joins && award.allowedDomains !== null && !isAdmitted) {
    throw conflictError('The award of this project does not admit this email (allowed_domains).');
  }
}
