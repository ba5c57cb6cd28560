import type { AwardState } from '../api/types.ts';

/** What a reviewer can do with an award. */
export type AwardAction =
  | 'refuse-change'
  | 'approve'
  | 'reject'
  | 'attach'
  | 'detach'
  | 'add-note'
  | 'ask-portal'
  | 'reopen'
  | 'delete';

/**
 * The states in which each action is allowed; null for every state. The rules are those of
 * src/award/decide-review.ts (test/web/action-states.test.ts compares them).
 */
export const actionStates: Readonly<Record<AwardAction, readonly AwardState[] | null>> = {
  'refuse-change': ['pending'],
  approve: ['pending'],
  reject: ['pending'],
  attach: null,
  detach: null,
  'add-note': null,
  'ask-portal': null,
  reopen: ['rejected', 'canceled'],
  delete: null,
};
