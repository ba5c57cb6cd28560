import type { Award } from '../api/types.ts';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import type { AwardAction } from './action-states.ts';
import { formatAwardName } from './award-labels.ts';
import type { AwardVersion } from './award-queries.ts';

/**
 * What has become of a decision whose reply is lost, by the award as it is stored now; `after` is
 * null for a deleted one. Returns a sentence about what happened, or null where the award is not as
 * the decision leaves it.
 */
export function describeOutcome(
  action: AwardAction,
  before: AwardVersion,
  after: AwardVersion | null,
  values: object,
): string | null {
  const name = formatAwardName(before.award);
  if (after === null) return action === 'delete' ? `${name} is deleted.` : null;
  if (after.etag === before.etag || !isAsDecided(action, after, values)) return null;
  const label = formatState(after.award);
  switch (action) {
    case 'approve':
    case 'reject':
    case 'refuse-change':
      return `${name} is ${describeDecision(after.award)}.`;
    case 'reopen':
      return `${name} is ${label} again.`;
    case 'attach':
      return `${after.award.project_data.name} is attached to ${name}.`;
    case 'detach':
      return `${name} has no project now and is ${label}.`;
    case 'add-note':
    case 'ask-portal':
      return `The note is in ${name}.`;
    case 'delete':
      return null;
  }
}

/** The state of an award and who decided: `approved, decided by Rosalind Okafor`. */
export const describeDecision = (award: Award): string =>
  `${formatState(award)}, decided by ${award.reviewed_by_full_name || 'an unnamed account'}`;

const formatState = ({ state }: Award): string => getStateLabel(state).toLowerCase();

function isAsDecided(action: AwardAction, { award }: AwardVersion, values: object): boolean {
  switch (action) {
    case 'approve':
    case 'refuse-change':
      return award.state === 'approved';
    case 'reject':
      return award.state === 'rejected';
    case 'reopen':
      return award.state === 'pending';
    case 'attach':
      return award.project_data.url !== '';
    case 'detach':
      return award.project_data.url === '';
    case 'add-note':
    case 'ask-portal': {
      const text = 'text' in values ? String(values.text).trim() : '';
      return award.details.notes.some((note) => note.text === text);
    }
    case 'delete':
      return false;
  }
}
