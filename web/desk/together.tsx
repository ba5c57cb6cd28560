import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import Big from 'big.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Award } from '../api/types.ts';
import { Comment, longestComment } from '../award/comment.tsx';
import { formatCredits } from '../parts/credits.tsx';
import { Shown } from '../parts/feedback.tsx';
import { nameOf } from './awards.ts';
import { TogetherList } from './together-list.tsx';
import { type Prepared, type Results, type TogetherAction, useTogether } from './use-together.ts';

/** What is to be done with which awards. */
export interface Together {
  action: TogetherAction;
  awards: readonly Award[];
}

interface TogetherDialogProps {
  together: Together | null;
  /** `failed`: those that could not be decided; null where nothing was done. */
  onClose: (failed: readonly Award[] | null) => void;
}

/** Decides several awards: a summary first, then what became of each. */
export function TogetherDialog({ together, onClose }: TogetherDialogProps) {
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const failed = useRef<readonly Award[] | null>(null);
  const close = (): void => {
    onClose(failed.current);
    failed.current = null;
  };
  const words = together?.action === 'reject' ? 'Reject' : 'Approve';
  const count = together?.awards.length ?? 0;
  return (
    <Modal
      opened={together !== null}
      onClose={close}
      title={`${words} ${count} ${count === 1 ? 'award' : 'awards'}`}
      size="xl"
      fullScreen={isNarrow ?? false}
      closeOnClickOutside={false}
    >
      {together && <TogetherForm {...together} failed={failed} onClose={close} />}
    </Modal>
  );
}

interface TogetherFormProps extends Together {
  /** Kept up to date with what could not be done. */
  failed: RefObject<readonly Award[] | null>;
  onClose: () => void;
}

function TogetherForm({ action, awards, failed, onClose }: TogetherFormProps) {
  const { prepared, results, isBusy, decide, retry } = useTogether(action, awards);
  const [comment, setComment] = useState('');
  const [isAsked, setAsked] = useState(false);
  const words = action === 'approve' ? 'Approve' : 'Reject';
  const isMissing = action === 'reject' && comment.trim() === '';
  const open = (all: readonly Prepared[]): Prepared[] =>
    all.filter(({ award, barrier }) => barrier === null && !results.has(nameOf(award)));

  const start = async (all: readonly Prepared[]): Promise<void> => {
    setAsked(true);
    if (isMissing || isBusy || comment.length > longestComment) return;
    await decide(open(all), comment.trim());
  };
  useEffect(() => {
    if (results.size === 0) return;
    failed.current = awards.filter((award) => results.get(nameOf(award)) !== null);
  }, [results, awards, failed]);
  return (
    <Shown query={prepared} rows={Math.min(8, awards.length + 2)}>
      {(all) => (
        <Stack>
          <Summary all={all} action={action} results={results} />
          <TogetherList all={all} results={results} />
          {isBusy && (
            <Progress
              value={(results.size / Math.max(1, all.length)) * 100}
              animated
              aria-label={`${results.size} of ${all.length} decided`}
            />
          )}
          {results.size === 0 && (
            <Comment
              label={action === 'approve' ? 'Comment (optional)' : 'Why they are rejected'}
              description="Kept with each decision. The awarding portal is told of a rejection's reason."
              value={comment}
              onChange={setComment}
              most={longestComment}
              required={action === 'reject'}
              error={isAsked && isMissing ? 'Say in a few words why.' : null}
            />
          )}
          <Group justify="flex-end">
            {results.size > 0 && !isBusy && [...results.values()].some((one) => one !== null) && (
              <Button variant="default" onClick={() => void retry()}>
                Try the failed ones again
              </Button>
            )}
            <Button variant="default" onClick={onClose} disabled={isBusy}>
              {results.size > 0 ? 'Close' : 'Cancel'}
            </Button>
            {open(all).length > 0 && (
              <Button
                color={action === 'reject' ? 'red' : 'gate'}
                loading={isBusy}
                onClick={() => void start(all)}
              >
                {words} {open(all).length}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Shown>
  );
}

interface SummaryProps {
  all: readonly Prepared[];
  action: TogetherAction;
  results: Results;
}

/** How many, and how much they come to; afterwards, how many it became. */
function Summary({ all, action, results }: SummaryProps) {
  const done = [...results.values()].filter((outcome) => outcome === null).length;
  const words =
    results.size > 0
      ? `${done} of ${all.length} ${action === 'approve' ? 'approved' : 'rejected'}. Their awarding portals are told.`
      : prospects(all, action);
  return (
    <Text size="sm" role="status">
      {words}
    </Text>
  );
}

function prospects(all: readonly Prepared[], action: TogetherAction): string {
  const possible = all.filter(({ barrier }) => barrier === null);
  const credits = possible.reduce(
    (sum, { plan }) => sum.plus(plan?.credits.after ?? 0),
    new Big(0),
  );
  const others = all.length - possible.length;
  const words =
    action === 'approve'
      ? `${possible.length} of ${all.length} can be approved, for ${formatCredits(credits.toFixed())} credits together.`
      : `${possible.length} of ${all.length} can be rejected.`;
  const rest = ` ${others} cannot; the reasons are below, and they stay as they are.`;
  return others > 0 ? words + rest : words;
}
