import type { ReviewAction } from '../award-list-query.ts';

/** `1 award`, `3 awards`. */
export const formatAwardCount = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'award' : 'awards'}`;

/** `Approve`, for buttons and titles. */
export const getActionVerb = (action: ReviewAction): string =>
  action === 'approve' ? 'Approve' : 'Reject';

/** `approved`, for sentences. */
export const getActionParticiple = (action: ReviewAction): string =>
  action === 'approve' ? 'approved' : 'rejected';
