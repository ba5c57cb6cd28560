import type { ReviewAction } from '../award-list-query.ts';

/** `1 award`, `3 awards`. */
export const formatAwardCount = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'award' : 'awards'}`;

export const getActionVerb = (decision: ReviewAction): string =>
  decision === 'approve' ? 'Approve' : 'Reject';
export const getActionParticiple = (decision: ReviewAction): string =>
  decision === 'approve' ? 'approved' : 'rejected';
