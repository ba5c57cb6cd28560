import type { Decision } from '../awards.ts';

/** `1 award`, `3 awards`. */
export const awardsInWords = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'award' : 'awards'}`;

export const doing = (decision: Decision): string =>
  decision === 'approve' ? 'Approve' : 'Reject';
export const done = (decision: Decision): string =>
  decision === 'approve' ? 'approved' : 'rejected';
