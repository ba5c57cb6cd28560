import type { Award, AwardDetails } from '../api/types.ts';
import { formatCredits, formatLimit } from '../parts/credits-bar.tsx';
import { getStateLabel } from '../parts/state-badge.tsx';
import { formatDate, formatDateTime } from '../parts/time-format.tsx';

/**
 * Everything that is shown of an award as fields, its details among them, so that two states of
 * it can be compared by the one rule for what changed (parts/detail-changes.ts).
 */
export function toDisplayFields(award: Award): Partial<AwardDetails> {
  const { details, project_data: project, project_template_data: template } = award;
  const { approval_limit, max_credit_limit, allocation_units_mapping, role_mapping } = template;
  return {
    State: getStateLabel(award.state),
    'Reviewed by': award.reviewed_by_full_name,
    'Reviewed on': award.reviewed_at && formatDateTime(award.reviewed_at),
    Comment: award.review_comment,
    ...details,
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
    'Roles of the template': role_mapping,
  };
}
