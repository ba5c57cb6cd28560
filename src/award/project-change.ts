import type {
  AwardAnswer,
  AuditEntry,
  Decision,
  ProjectChange,
  ProjectFields,
  DecidedAward,
} from './decision.ts';
import type { AwardDetails, Link } from './award-details.ts';
import type { ExistingAward, ProjectSnapshot, TemplateTerms } from './existing-award.ts';
import { type MembershipPlan, planMembership } from './membership.ts';
import type { AuditEventType } from './enums.ts';

/** What the awarding portal sees of our project: its id and where it is. */
export function createProjectLink(uuid: string, projectUrl: (uuid: string) => string): Link {
  return { id: uuid, url: projectUrl(uuid) };
}

/** What the project is called: as the award says, or after the award where it does not. */
function chooseProjectName(identifier: string, details: AwardDetails): string {
  return details.name?.trim() || identifier;
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
}): { project: ProjectChange; members: MembershipPlan } {
  return {
    project: {
      kind: 'make',
      uuid,
      customerId: template.customerId,
      name: chooseProjectName(identifier, details),
      description: details.description ?? '',
      startDate: details.start_date,
      endDate: details.end_date,
      credits,
      shortnamePattern: template.shortname,
    },
    members: planMembership(details, template.roleMapping, []),
  };
}

/** How an attached project follows its award: name, description, dates and members. */
export function planProjectUpdate(
  details: AwardDetails,
  template: TemplateTerms,
  project: ProjectSnapshot,
  more: Partial<Pick<ProjectFields, 'credits'>> & { isRemoved?: false },
): { project: ProjectChange; members: MembershipPlan } {
  return {
    project: {
      kind: 'update',
      projectId: project.id,
      name: details.name?.trim() || project.name,
      description: details.description ?? project.description,
      startDate: details.start_date ?? project.startDate,
      endDate: details.end_date ?? project.endDate,
      ...(project.shortName === null && { shortnamePattern: template.shortname }),
      ...more,
    },
    members: planMembership(details, template.roleMapping, project.members),
  };
}

/** A change to an award that we hold, with its one audit entry. */
export function createChangeDecision(
  held: ExistingAward,
  change: {
    award: DecidedAward;
    eventType?: AuditEventType;
    action: string;
    note?: string;
    by?: AuditEntry['by'];
    tell?: Decision['notifications'];
    effects?: Pick<Decision, 'project' | 'members'>;
    answer: AwardAnswer;
  },
): Decision {
  return {
    award: change.award,
    ...change.effects,
    audit: [
      {
        eventType: change.eventType ?? 'details_updated',
        action: change.action,
        by: change.by ?? 'robot',
        note: change.note ?? '',
        previousDetails: held.details,
        newDetails: change.award.details,
      },
    ],
    notifications: change.tell ?? [],
    answer: change.answer,
  };
}
