import type { Award, AwardDetails, Template } from '../api/types.ts';
import {
  compareDetails,
  compareProperties,
  type DetailChange,
} from '../changes/compare-details.ts';
import { formatProjectRole } from '../members/project-roles.ts';
import { formatCredits, formatLimit } from '../parts/credit-format.ts';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import { formatDate } from '../parts/time-format.tsx';

/** Everything that the page of an award shows, as values that can be stored and compared. */
export interface AwardSnapshot {
  /** Of the award, its project and its template, by label. */
  properties: Record<string, unknown>;
  details: AwardDetails;
}

/** Takes a snapshot of an award as it is now. */
export function takeSnapshot(award: Award): AwardSnapshot {
  const { details, project_data: project, project_template_data: template } = award;
  const { approval_limit, max_credit_limit, allocation_units_mapping, role_mapping_data } =
    template;
  const properties = {
    State: getStateLabel(award.state),
    'Reviewed by': award.reviewed_by_full_name,
    'Reviewed on': award.reviewed_at,
    Comment: award.review_comment,
    'Assigned to': award.assignee_full_name,
    Project: project.name,
    'Local identifier': award.local_identifier,
    ...('credits' in project && {
      'Credits of the project': project.credits && formatCredits(project.credits),
      'Start of the project': project.start_date && formatDate(project.start_date),
      'End of the project': project.end_date && formatDate(project.end_date),
      'Project removed': project.is_removed ? 'yes' : 'no',
    }),
    'Approval limit of the template': formatLimit(approval_limit),
    'Maximum of the template': formatLimit(max_credit_limit),
    'Units of the template': allocation_units_mapping,
    'Roles of the template': nameRoles(role_mapping_data),
  };
  return { properties, details };
}

/** Role of the awarding portal → name of the role here: templates take roles as UUIDs and objects too. */
const nameRoles = (roles: Template['role_mapping_data']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(roles).map(([word, { name }]) => [word, formatProjectRole(name)]),
  );

/** What changed from one snapshot to the next. */
export function compareSnapshots(before: AwardSnapshot, after: AwardSnapshot): DetailChange[] {
  return [
    ...compareProperties(before.properties, after.properties),
    ...compareDetails(before.details, after.details),
  ];
}
