import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { CommentField } from '../../award/comment-field.tsx';
import { maxCommentLength } from '../../award/comment-rules.ts';
import { formatCredits } from '../../parts/credits-bar.tsx';
import type { ReviewAction } from '../award-list-query.ts';
import { countItems, type BulkItem, sumCredits } from './bulk-item.ts';
import { BulkSummaryItems } from './bulk-summary-items.tsx';
import { formatAwardCount, getActionVerb } from './bulk-labels.ts';

interface BulkSummaryProps {
  decision: ReviewAction;
  items: readonly BulkItem[];
  isReading: boolean;
  comment: string;
  onComment: (comment: string) => void;
  onRun: () => void;
  onRetry: () => void;
  onCancel: () => void;
}

/** What will happen to which awards, before anything does. */
export function BulkSummary(props: BulkSummaryProps) {
  const {
    decision,
    items: lines,
    isReading,
    comment,
    onComment,
    onRun,
    onRetry: onAgain,
    onCancel,
  } = props;
  const [isAsking, setAsking] = useState(false);
  const ready = lines.filter(({ step }) => step === 'ready');
  const isMissing = decision === 'reject' && comment.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsking(isMissing);
    if (!isMissing && comment.length <= maxCommentLength) onRun();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SummaryText decision={decision} items={lines} isReading={isReading} />
        <BulkSummaryItems lines={lines} />
        <CommentField
          label={decision === 'approve' ? 'Comment (optional)' : 'Why'}
          description={describeComment(decision, lines.length)}
          required={decision === 'reject'}
          value={comment}
          onChange={onComment}
          error={isAsking && isMissing ? 'Say why: the awarding portal is told.' : null}
          maxLength={maxCommentLength}
          hasAutofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          {!isReading && ready.length === 0 ? (
            <Button onClick={onAgain}>Look again</Button>
          ) : (
            <Button
              type="submit"
              color={decision === 'approve' ? 'gate' : 'red'}
              loading={isReading}
            >
              {getActionVerb(decision)} {formatAwardCount(ready.length)}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function describeComment(decision: ReviewAction, count: number): string {
  const kept = count === 1 ? 'Kept with the decision' : 'Kept with each decision';
  return decision === 'approve' ? `${kept}.` : `${kept}; the awarding portal is told.`;
}

function SummaryText({
  decision,
  items: lines,
  isReading,
}: Pick<BulkSummaryProps, 'decision' | 'items' | 'isReading'>) {
  if (isReading) {
    const read = lines.length - countItems(lines, 'reading');
    return (
      <div>
        <Text size="sm" mb={4}>
          Reading {formatAwardCount(lines.length)} as they are now …
        </Text>
        <Progress value={(read / lines.length) * 100} aria-label="Reading" />
      </div>
    );
  }
  const ready = lines.filter(({ step }) => step === 'ready');
  const barred = lines.length - ready.length;
  return (
    <Text size="sm" aria-live="polite">
      {decision === 'approve' ? (
        <>
          {formatAwardCount(ready.length)} with <b>{formatCredits(sumCredits(ready))} credits</b> in
          total will be approved: their projects are made or updated, their members invited and
          their awarding portals told.
        </>
      ) : (
        <>{formatAwardCount(ready.length)} will be rejected, and their awarding portals told why.</>
      )}
      {barred > 0 &&
        ` ${formatAwardCount(barred)} cannot be, and ${barred === 1 ? 'is' : 'are'} left out.`}
    </Text>
  );
}
