/* The summary before a decision about several awards. */

import { Button, Loader, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { submitOnCtrlEnter } from '../../parts/submit-on-ctrl-enter.ts';
import { CommentField } from '../../award/comment-field.tsx';
import { maxCommentLength } from '../../award/comment-rules.ts';
import { SavedReplies } from '../../award/saved-replies.tsx';
import { DialogFooter } from '../../parts/dialog-footer.tsx';
import type { ReviewAction } from '../award-list-query.ts';
import type { BulkItem } from './bulk-item.ts';
import { actionLabels, formatAwardCount } from './bulk-labels.ts';
import { BulkSummaryItems } from './bulk-summary-items.tsx';
import { BulkSummaryText } from './bulk-summary-text.tsx';

interface BulkSummaryProps {
  action: ReviewAction;
  items: readonly BulkItem[];
  isReading: boolean;
  comment: string;
  onComment: (comment: string) => void;
  onRun: () => void;
  onRetry: () => void;
  onCancel: () => void;
}

/** What the decision will do, with a comment for all of the awards. */
export function BulkSummary(props: BulkSummaryProps) {
  const { action, items, isReading, comment, onComment, onRun, onRetry, onCancel } = props;
  const [hasSubmitted, setHasSubmitted] = useState(false);
  const readyCount = items.filter(({ step }) => step === 'ready').length;
  const { verb, color, commentRequired } = actionLabels[action];
  const isCommentMissing = commentRequired !== null && comment.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReading || readyCount === 0) return;
    setHasSubmitted(true);
    if (!isCommentMissing && comment.length <= maxCommentLength) onRun();
  };
  return (
    <form onSubmit={submit} onKeyDown={submitOnCtrlEnter} noValidate>
      <Stack>
        <BulkSummaryText action={action} items={items} isReading={isReading} />
        <BulkSummaryItems items={items} />
        {action === 'reject' && <SavedReplies comment={comment} onChoose={onComment} />}
        <CommentField
          label={commentRequired === null ? 'Comment (optional)' : 'Comment'}
          description={describeComment(action, items.length)}
          required={commentRequired !== null}
          value={comment}
          onChange={onComment}
          error={hasSubmitted && isCommentMissing ? commentRequired : null}
          maxLength={maxCommentLength}
          hasAutofocus={commentRequired !== null}
        />
        <DialogFooter>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          {!isReading && readyCount === 0 ? (
            <Button onClick={onRetry}>Check again</Button>
          ) : (
            // aria-disabled only: a disabled button cannot have the focus.
            <Button
              type="submit"
              color={color}
              leftSection={isReading && <Loader size={16} color="currentColor" />}
              data-disabled={isReading}
              aria-disabled={isReading}
              data-autofocus={commentRequired === null || undefined}
            >
              {verb} {formatAwardCount(readyCount)}
            </Button>
          )}
        </DialogFooter>
      </Stack>
    </form>
  );
}

function describeComment(action: ReviewAction, count: number): string {
  const stored = count === 1 ? 'Stored with the decision.' : 'Stored with each decision.';
  return action === 'approve' ? stored : `${stored} The awarding portal will read it.`;
}
