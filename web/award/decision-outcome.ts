import type { Award } from '../api/types.ts';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import type { AwardAction } from './action-states.ts';
import { formatAwardName } from './award-labels.ts';
import type { AwardVersion } from './award-queries.ts';

/** A decision that was sent. */
export interface SentDecision {
  action: AwardAction;
  /** The award as it was when the decision was sent. */
  before: AwardVersion;
  /** What was typed or chosen. */
  values: object;
  /** UUID of the person who decided. */
  reviewerUuid: string;
}

/**
 * What has become of a decision whose reply is lost, by the award as it is stored now; `after` is
 * null for a deleted one. Returns a sentence about what happened, or null where the award is not as
 * this decision leaves it: somebody else's is another one.
 */
export function describeOutcome(sent: SentDecision, after: AwardVersion | null): string | null {
  const { action, before } = sent;
  const name = formatAwardName(before.award);
  if (after === null) return action === 'delete' ? `${name} is deleted.` : null;
  if (after.etag === before.etag || !isAsDecided(sent, after.award)) return null;
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

/** The state of an award and who decided, if anybody: `approved, decided by Rosalind Okafor`. */
export const describeDecision = (award: Award): string =>
  award.reviewed_at === null
    ? formatState(award)
    : `${formatState(award)}, decided by ${award.reviewed_by_full_name || 'an unnamed account'}`;

const formatState = ({ state }: Award): string => getStateLabel(state).toLowerCase();

function isAsDecided(sent: SentDecision, award: Award): boolean {
  const values: { comment?: string; text?: string; project_uuid?: { uuid: string } | null } =
    sent.values;
  const hasComment = (award.review_comment ?? '') === (values.comment ?? '').trim();
  const isReviewed = hasComment && award.reviewed_by_uuid === sent.reviewerUuid;
  switch (sent.action) {
    case 'approve':
    case 'refuse-change':
      return award.state === 'approved' && isReviewed;
    case 'reject':
      return award.state === 'rejected' && isReviewed;
    case 'reopen':
      return award.state === 'pending' && hasComment;
    case 'attach':
      return award.project_data.url !== '' && award.project_data.uuid === values.project_uuid?.uuid;
    case 'detach':
      return award.project_data.url === '';
    case 'add-note':
    case 'ask-portal':
      return countNotes(award, values.text) > countNotes(sent.before.award, values.text);
    case 'delete':
      return false;
  }
}

/** How many notes of an award have this text. */
const countNotes = ({ details }: Award, text = ''): number =>
  details.notes.filter((note) => note.text === text.trim()).length;
