import type { ReviewAction } from '../award-list-query.ts';

/** `1 award`, `3 awards`. */
export const formatAwardCount = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'award' : 'awards'}`;

interface ActionLabels {
  /** `Approve`, in front of a number of awards. */
  verb: string;
  /** `approved`, for sentences. */
  participle: string;
  color: string;
  /** The error for an empty comment; null where the comment is optional. */
  commentRequired: string | null;
}

/** The words of a decision about several awards. */
export const actionLabels: Readonly<Record<ReviewAction, ActionLabels>> = {
  'refuse-change': {
    verb: 'Refuse the change of',
    participle: 'approved as granted before',
    color: 'gate',
    commentRequired: 'A comment is required: say why the change is refused.',
  },
  approve: { verb: 'Approve', participle: 'approved', color: 'gate', commentRequired: null },
  reject: {
    verb: 'Reject',
    participle: 'rejected',
    color: 'red',
    commentRequired: 'A comment is required: say why the award is rejected.',
  },
};
