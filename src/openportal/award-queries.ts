import { isMappableEmail, normalizeEmail, createUserIdentifier } from '../award/email.ts';
import { createPendingAnswer, createRejectedAnswer } from '../award/decision.ts';
import { type AwardDetails, orderDetailFields } from '../award/award-details.ts';
import type { ExistingAward, ProjectSnapshot } from '../award/existing-award.ts';
import {
  formatDestination,
  formatLocalIdentifier,
  type ProjectIdentifier,
  formatProjectMapping,
} from '../award/identifiers.ts';
import { toPortalRole } from '../award/membership.ts';
import { loadDecisionInput, loadUncanceledAwards } from '../managed-projects/decision-input.ts';
import type { CommandContext } from './execute-command.ts';
import { type CommandResult, toCommandResult } from './command-result.ts';

/*
 * The instructions that ask and change nothing (awards.md, Other instructions).
 */

const unknownAwardResult: CommandResult = {
  error: 'OpenPortalError',
  message: 'There is no such award here.',
};

/** get_award: the details as agreed, overlaid with the project as it is now. */
export async function getAward(
  desk: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<CommandResult> {
  const held = await findAward(desk, identifier, offering);
  if (held === null) return unknownAwardResult;
  return { type: 'ProjectDetails', value: buildCurrentDetails(held, desk) };
}

/** get_awards: all of this portal on this offering. */
export async function getAwards(
  desk: CommandContext,
  portal: string,
  offering: string,
): Promise<CommandResult> {
  const awards = await loadUncanceledAwards(desk.db, portal, offering);
  return {
    type: 'Vec<ProjectDetails>',
    value: awards.map((held) => buildCurrentDetails(held, desk)),
  };
}

/** get_projects: the same as mappings; what has no project yet maps to None. */
export async function getProjects(
  desk: CommandContext,
  portal: string,
  offering: string,
): Promise<CommandResult> {
  const awards = await loadUncanceledAwards(desk.db, portal, offering);
  const mappings = awards.map((held) => {
    const shortName = findGrantedProject(held)?.shortName ?? null;
    const local = shortName === null ? null : formatLocalIdentifier(shortName, desk.portal);
    return formatProjectMapping(held.identifier, local);
  });
  return { type: 'Vec<ProjectMapping>', value: mappings };
}

/** get_project_mapping: by state, like create. */
export async function getProjectMapping(
  desk: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<CommandResult> {
  const held = await findAward(desk, identifier, offering);
  if (held === null) return unknownAwardResult;
  const { state, reviewComment, project } = held;
  const answer =
    state === 'approved'
      ? ({ kind: 'mapping' } as const)
      : state === 'rejected'
        ? createRejectedAnswer(reviewComment)
        : createPendingAnswer(reviewComment);
  return toCommandResult(answer, identifier.text, project?.shortName ?? null, desk.portal);
}

/** get_users: members of the project who can be named on the network. */
export async function getUsers(
  desk: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<CommandResult> {
  const held = await findAward(desk, identifier, offering);
  if (held === null) return unknownAwardResult;
  const project = findGrantedProject(held);
  const members = project === null ? [] : await loadMembers(desk, project.id);
  const taken = new Set<string>();
  const mappings = members
    .filter(({ email }) => isMappableEmail(email))
    .map(({ username, email }) => {
      const user = createUserIdentifier(username, identifier.text, taken);
      return `${user}:${email}:${identifier.text}`;
    });
  return { type: 'Vec<UserMapping>', value: mappings };
}

async function findAward(
  desk: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<ExistingAward | null> {
  const destination = formatDestination(identifier.portal, desk.portal, offering);
  const { existing: held } = await loadDecisionInput(desk.db, {
    identifier: identifier.text,
    destination,
  });
  return held === null || held.state === 'canceled' ? null : held;
}

/**
 * The project once a decision has granted it. One that was merely linked because of its name is
 * not the awarding portal's to look into.
 */
function findGrantedProject(held: ExistingAward): ProjectSnapshot | null {
  const granted = held.state === 'approved' || held.appliedAllocation !== null;
  return granted ? held.project : null;
}

function buildCurrentDetails(held: ExistingAward, desk: CommandContext): Record<string, unknown> {
  const { details } = held;
  const project = findGrantedProject(held);
  if (project === null) return orderDetailFields(details);
  return orderDetailFields({
    ...details,
    key: null,
    name: project.name,
    description: project.description || (details.description === null ? null : ''),
    start_date: project.startDate,
    end_date: project.endDate,
    members: buildCurrentMembers(held, project),
    project_link: { id: project.uuid, url: desk.projectUrl(project.uuid) },
  });
}

/** Roles mapped back; addresses spelled as the award spelled them. */
function buildCurrentMembers(
  held: ExistingAward,
  project: ProjectSnapshot,
): AwardDetails['members'] {
  const agreed = new Map(
    Object.entries(held.details.members ?? {}).map((entry) => [normalizeEmail(entry[0]), entry]),
  );
  const named = project.members.flatMap(({ email, role }) => {
    const [address, word] = agreed.get(email) ?? [email, undefined];
    const back = toPortalRole(role, word, held.template.roleMapping);
    return back === null || address === '' ? [] : [[address, back] as const];
  });
  return Object.fromEntries(named);
}

async function loadMembers(desk: CommandContext, projectId: number) {
  return desk.db
    .selectFrom('project_role')
    .innerJoin('person', 'person.id', 'project_role.person_id')
    .select(['username', 'email'])
    .where('project_id', '=', projectId)
    .where('is_active', '=', true)
    .orderBy('username')
    .execute();
}
