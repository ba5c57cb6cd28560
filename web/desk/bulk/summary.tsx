import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Comment, longestComment } from '../../award/comment.tsx';
import { formatCredits } from '../../parts/credits.tsx';
import type { Decision } from '../awards.ts';
import { counted, type Line, totalCredits } from './lines.ts';
import { SummaryLines } from './summary-lines.tsx';
import { awardsInWords, doing } from './words.ts';

interface SummaryProps {
  decision: Decision;
  lines: readonly Line[];
  isReading: boolean;
  comment: string;
  onComment: (comment: string) => void;
  onRun: () => void;
  onAgain: () => void;
  onCancel: () => void;
}

/** What will happen to which awards, before anything does. */
export function Summary(props: SummaryProps) {
  const { decision, lines, isReading, comment, onComment, onRun, onAgain, onCancel } = props;
  const [isAsking, setAsking] = useState(false);
  const ready = lines.filter(({ step }) => step === 'ready');
  const isMissing = decision === 'reject' && comment.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsking(isMissing);
    if (!isMissing && comment.length <= longestComment) onRun();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Told decision={decision} lines={lines} isReading={isReading} />
        <SummaryLines lines={lines} />
        <Comment
          label={decision === 'approve' ? 'Comment (optional)' : 'Why'}
          description={keptWords(decision, lines.length)}
          required={decision === 'reject'}
          value={comment}
          onChange={onComment}
          error={isAsking && isMissing ? 'Say why: the awarding portal is told.' : null}
          most={longestComment}
          isFirst
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
              {doing(decision)} {awardsInWords(ready.length)}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function keptWords(decision: Decision, count: number): string {
  const kept = count === 1 ? 'Kept with the decision' : 'Kept with each decision';
  return decision === 'approve' ? `${kept}.` : `${kept}; the awarding portal is told.`;
}

function Told({
  decision,
  lines,
  isReading,
}: Pick<SummaryProps, 'decision' | 'lines' | 'isReading'>) {
  if (isReading) {
    const read = lines.length - counted(lines, 'reading');
    return (
      <div>
        <Text size="sm" mb={4}>
          Reading {awardsInWords(lines.length)} as they are now …
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
          {awardsInWords(ready.length)} with <b>{formatCredits(totalCredits(ready))} credits</b> in
          total will be approved: their projects are made or updated, their members invited and
          their awarding portals told.
        </>
      ) : (
        <>{awardsInWords(ready.length)} will be rejected, and their awarding portals told why.</>
      )}
      {barred > 0 &&
        ` ${awardsInWords(barred)} cannot be, and ${barred === 1 ? 'is' : 'are'} left out.`}
    </Text>
  );
}
