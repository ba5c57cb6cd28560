import { type AwardDetails, displayName, type Link } from './award-details.ts';
import type { AwardDecision, ProjectChange, ProjectFields } from './award-decision.ts';
import type { ExistingProject, TemplateTerms } from './existing-award.ts';
import { type MembershipPlan, planMembership } from './membership.ts';

/** What a decision does to the project of an award and to its members. */
export type ProjectEffects = Required<Pick<AwardDecision, 'project' | 'members'>>;

/** Builds the URL of a project's page. */
export type ProjectUrl = (uuid: string) => string;

/** The link in the details that points at the project. */
export function createProjectLink(uuid: string, projectUrl: ProjectUrl): Link {
  return { id: uuid, url: projectUrl(uuid) };
}

/** The project of an award that has none yet, and who is invited to it. */
export function planProjectCreation({
  identifier,
  uuid,
  details,
  template,
  credits,
}: {
  identifier: string;
  uuid: string;
  details: AwardDetails;
  template: TemplateTerms;
  credits: string | null;
}): ProjectEffects {
  return {
    project: {
      kind: 'make',
      uuid,
      customerId: template.customerId,
      name: displayName({ name: details.name, identifier }),
      description: details.description ?? '',
      startDate: details.start_date,
      endDate: details.end_date,
      credits,
      shortnamePattern: template.shortname,
    },
    members: planMembership({
      details,
      roleMapping: template.roleMapping,
      current: [],
      exclusions: [],
      namesMembers: true,
    }),
  };
}

/** How a project follows its award: name, description, dates and members. */
export function planProjectUpdate(
  details: AwardDetails,
  template: TemplateTerms,
  project: ExistingProject,
  more: Partial<Pick<ProjectFields, 'credits'>> & { namesMembers: boolean },
): ProjectEffects {
  const { namesMembers, ...fields } = more;
  return {
    project: {
      kind: 'update',
      projectId: project.id,
      name: displayName({ name: details.name, identifier: project.name }),
      description: details.description ?? project.description,
      startDate: details.start_date ?? project.startDate,
      endDate: details.end_date ?? project.endDate,
      ...nameIfNameless(project, template),
      ...fields,
    },
    members: planMembers(details, template, project, namesMembers),
  };
}

/** Links a project that stays as it is, with a short name if it has none. */
export function planProjectLink(project: ExistingProject, template: TemplateTerms): ProjectChange {
  return { kind: 'link', projectId: project.id, ...nameIfNameless(project, template) };
}

/** Who is invited to, changes role in or leaves a project. */
export function planMembers(
  details: AwardDetails,
  { roleMapping }: Pick<TemplateTerms, 'roleMapping'>,
  { members, exclusions }: Pick<ExistingProject, 'members' | 'exclusions'>,
  namesMembers: boolean,
): MembershipPlan {
  return planMembership({ details, roleMapping, current: members, exclusions, namesMembers });
}

/** Who was not invited and why, for the audit. */
export function describeSkippedMembers({ skippedMembers }: MembershipPlan): string {
  return skippedMembers.map(({ email, reason }) => `Not invited: ${email}. ${reason}`).join(' ');
}

function nameIfNameless({ shortName }: ExistingProject, { shortname }: TemplateTerms) {
  return shortName === null ? { shortnamePattern: shortname } : {};
}
