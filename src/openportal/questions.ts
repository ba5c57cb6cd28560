import { isMappableAddress, sameCase, userIdentifier } from '../award/addresses.ts';
import { pendingAnswer, rejectedAnswer } from '../award/decision.ts';
import { type AwardDetails, representDetails } from '../award/details.ts';
import type { HeldAward, ProjectFacts } from '../award/facts.ts';
import {
  destinationOf,
  localIdentifier,
  type ProjectIdentifier,
  projectMapping,
} from '../award/identifiers.ts';
import { roleMappedBack } from '../award/membership.ts';
import { readFacts, readHeldAwards } from '../managed-projects/facts.ts';
import type { AnswerDesk } from './instructions.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/*
 * The instructions that ask and change nothing (awards.md, Other instructions).
 */

const unknownAward: Outcome = { error: 'OpenPortalError', message: 'There is no such award here.' };

/** get_award: the details as agreed, overlaid with the project as it is now. */
export async function getAward(
  desk: AnswerDesk,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<Outcome> {
  const held = await find(desk, identifier, offering);
  if (held === null) return unknownAward;
  return { type: 'ProjectDetails', value: detailsNow(held, desk) };
}

/** get_awards: all of this portal on this offering. */
export async function getAwards(
  desk: AnswerDesk,
  portal: string,
  offering: string,
): Promise<Outcome> {
  const awards = await readHeldAwards(desk.db, portal, offering);
  return { type: 'Vec<ProjectDetails>', value: awards.map((held) => detailsNow(held, desk)) };
}

/** get_projects: the same as mappings; what has no project yet maps to None. */
export async function getProjects(
  desk: AnswerDesk,
  portal: string,
  offering: string,
): Promise<Outcome> {
  const awards = await readHeldAwards(desk.db, portal, offering);
  const mappings = awards.map((held) => {
    const shortName = grantedProject(held)?.shortName ?? null;
    const local = shortName === null ? null : localIdentifier(shortName, desk.portal);
    return projectMapping(held.identifier, local);
  });
  return { type: 'Vec<ProjectMapping>', value: mappings };
}

/** get_project_mapping: by state, like create. */
export async function getProjectMapping(
  desk: AnswerDesk,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<Outcome> {
  const held = await find(desk, identifier, offering);
  if (held === null) return unknownAward;
  const { state, reviewComment, project } = held;
  const answer =
    state === 'approved'
      ? ({ kind: 'mapping' } as const)
      : state === 'rejected'
        ? rejectedAnswer(reviewComment)
        : pendingAnswer(reviewComment);
  return outcomeOf(answer, identifier.text, project?.shortName ?? null, desk.portal);
}

/** get_users: members of the project who can be named on the network. */
export async function getUsers(
  desk: AnswerDesk,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<Outcome> {
  const held = await find(desk, identifier, offering);
  if (held === null) return unknownAward;
  const project = grantedProject(held);
  const members = project === null ? [] : await membersOf(desk, project.id);
  const taken = new Set<string>();
  const mappings = members
    .filter(({ email }) => isMappableAddress(email))
    .map(({ username, email }) => {
      const user = userIdentifier(username, identifier.text, taken);
      return `${user}:${email}:${identifier.text}`;
    });
  return { type: 'Vec<UserMapping>', value: mappings };
}

async function find(
  desk: AnswerDesk,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<HeldAward | null> {
  const destination = destinationOf(identifier.portal, desk.portal, offering);
  const { held } = await readFacts(desk.db, { identifier: identifier.text, destination });
  return held === null || held.state === 'canceled' ? null : held;
}

/**
 * The project once a decision has granted it. One that was merely linked because of its name is
 * not the awarding portal's to look into.
 */
function grantedProject(held: HeldAward): ProjectFacts | null {
  const granted = held.state === 'approved' || held.appliedAllocation !== null;
  return granted ? held.project : null;
}

function detailsNow(held: HeldAward, desk: AnswerDesk): Record<string, unknown> {
  const { details } = held;
  const project = grantedProject(held);
  if (project === null) return representDetails(details);
  return representDetails({
    ...details,
    key: null,
    name: project.name,
    description: project.description || (details.description === null ? null : ''),
    start_date: project.startDate,
    end_date: project.endDate,
    members: membersNow(held, project),
    project_link: { id: project.uuid, url: desk.projectUrl(project.uuid) },
  });
}

/** Roles mapped back; addresses spelled as the award spelled them. */
function membersNow(held: HeldAward, project: ProjectFacts): AwardDetails['members'] {
  const agreed = new Map(
    Object.entries(held.details.members ?? {}).map((entry) => [sameCase(entry[0]), entry]),
  );
  const named = project.members.flatMap(({ email, role }) => {
    const [address, word] = agreed.get(email) ?? [email, undefined];
    const back = roleMappedBack(role, word, held.template.roleMapping);
    return back === null || address === '' ? [] : [[address, back] as const];
  });
  return Object.fromEntries(named);
}

async function membersOf(desk: AnswerDesk, projectId: number) {
  return desk.db
    .selectFrom('project_role')
    .innerJoin('person', 'person.id', 'project_role.person_id')
    .select(['username', 'email'])
    .where('project_id', '=', projectId)
    .where('is_active', '=', true)
    .orderBy('username')
    .execute();
}
