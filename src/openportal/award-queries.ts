/* Executes the OpenPortal instructions that only read awards. */

import { type AwardDetails, withField } from '../award/award-details.ts';
import {
  createPendingAnswer,
  createRejectedAnswer,
  type AwardAnswer,
} from '../award/award-decision.ts';
import { normalizeEmail } from '../award/email.ts';
import type { ExistingAward, ExistingProject } from '../award/existing-award.ts';
import {
  formatDestination,
  formatLocalIdentifier,
  type ProjectIdentifier,
  formatProjectMapping,
} from '../award/identifiers.ts';
import { detailsInForce } from '../award/details-in-force.ts';
import { toPortalRole } from '../award/manual-role-change.ts';
import { toSlug } from '../award/slug.ts';
import { toWireDetails } from '../award/wire-details.ts';
import {
  loadDecisionInput,
  loadGrantedShortNames,
  loadUncanceledAwards,
} from '../managed-projects/decision-input.ts';
import type { CommandContext } from './command-context.ts';
import { MAX_ANSWER_BYTES, tooLargeResult } from './job-answer.ts';
import { type CommandResult, toCommandResult } from './command-result.ts';

/*
 * The instructions that read awards and change nothing (docs/rules/awards.md, Other instructions);
 * get_users is in user-mappings.ts.
 */

export const unknownAwardResult: CommandResult = {
  error: 'OpenPortalError',
  message: 'There is no such award here.',
};

/** get_award: the details in force, overlaid with the project as it is now. */
export async function getAward(
  context: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<CommandResult> {
  const award = await findUncanceledAward(context, identifier, offering);
  if (award === null) return unknownAwardResult;
  return { type: 'ProjectDetails', value: buildCurrentDetails(award, context) };
}

/** PostgreSQL prints details with more blanks than an answer has. */
const MAX_LOADED_BYTES = 2 * MAX_ANSWER_BYTES;

/** get_awards: the same of every award of a portal on this offering. */
export async function getAwards(
  context: CommandContext,
  portal: string,
  offering: string,
): Promise<CommandResult> {
  const awards = await loadUncanceledAwards(context.db, portal, offering, MAX_LOADED_BYTES);
  if (awards === null) return tooLargeResult;
  return {
    type: 'Vec<ProjectDetails>',
    value: awards.map((award) => buildCurrentDetails(award, context)),
  };
}

/** get_projects: the same awards as mappings; one without a project maps to None. */
export async function getProjects(
  context: CommandContext,
  portal: string,
  offering: string,
): Promise<CommandResult> {
  const awards = await loadGrantedShortNames(context.db, portal, offering);
  const mappings = awards.map(({ identifier, shortName }) => {
    const local = shortName === null ? null : formatLocalIdentifier(shortName, context.portal);
    return formatProjectMapping(identifier, local);
  });
  return { type: 'Vec<ProjectMapping>', value: mappings };
}

/** get_project_mapping: by state, like create. */
export async function getProjectMapping(
  context: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<CommandResult> {
  const award = await findUncanceledAward(context, identifier, offering);
  const answer = award && buildStateAnswer(award);
  if (!answer) return unknownAwardResult;
  const shortName = award.project?.shortName ?? null;
  return toCommandResult(answer, identifier.text, shortName, context.portal);
}

/** null where the award counts as unknown. */
function buildStateAnswer({ state, reviewComment }: ExistingAward): AwardAnswer | null {
  switch (state) {
    case 'approved':
      return { kind: 'mapping' };
    case 'rejected':
      return createRejectedAnswer(reviewComment);
    case 'pending':
      return createPendingAnswer(reviewComment);
    case 'canceled':
      return null;
  }
}

/** The award; null where there is none, or only a canceled one. */
export async function findUncanceledAward(
  context: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<ExistingAward | null> {
  const destination = formatDestination(identifier.portal, context.portal, offering);
  const awardKey = { identifier: identifier.text, destination };
  const { existing } = await loadDecisionInput(context.db, awardKey);
  return existing === null || existing.state === 'canceled' ? null : existing;
}

/**
 * The project once a decision has granted it. A project that was only linked because of its name
 * must not be shown to the awarding portal.
 */
export function findGrantedProject(award: ExistingAward): ExistingProject | null {
  const isGranted = award.state === 'approved' || award.grantedAllocation !== null;
  return isGranted ? award.project : null;
}

function buildCurrentDetails(
  award: ExistingAward,
  context: CommandContext,
): Record<string, unknown> {
  const details = detailsInForce(award);
  const project = findGrantedProject(award);
  if (project === null) return toWireDetails(withField(details, 'project_link', undefined));
  const current: AwardDetails = {
    ...details,
    name: project.name,
    description: project.description || (details.description === null ? null : ''),
    start_date: project.startDate,
    end_date: project.endDate,
    members: buildCurrentMembers(award, project),
  };
  return toWireDetails(withField(current, 'project_link', buildProjectLink(project, context)));
}

/** For people: what they know the project by, and its page; none without a public URL. */
function buildProjectLink(
  { uuid, shortName, name }: ExistingProject,
  { projectPageUrl }: CommandContext,
): AwardDetails['project_link'] {
  return projectPageUrl && { id: shortName ?? toSlug(name), url: projectPageUrl(uuid) };
}

/** Active people with roles mapped back, their emails spelled as the award spells them. */
function buildCurrentMembers(
  { details, template }: ExistingAward,
  project: ExistingProject,
): AwardDetails['members'] {
  const agreed = new Map(
    Object.entries(details.members ?? {}).map((entry) => [normalizeEmail(entry[0]), entry]),
  );
  const members = project.members.flatMap(({ emails, role, isActive }) => {
    const agreedEntry = emails
      .map((email) => agreed.get(email))
      .find((entry) => entry !== undefined);
    const [email, word] = agreedEntry ?? [emails[0], undefined];
    const portalRole = toPortalRole(role, word, template.roleMapping);
    if (!isActive || email === undefined || portalRole === null) return [];
    return [[email, portalRole] as const];
  });
  return Object.fromEntries(members);
}
