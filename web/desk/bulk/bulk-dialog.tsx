import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Award } from '../../api/types.ts';
import type { ReviewAction } from '../award-list-query.ts';
import { refreshAfterDecision } from '../use-live-awards.ts';
import { isUnfinished as isLeftOver } from './bulk-item.ts';
import { BulkResults } from './bulk-results.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { BulkSummary } from './bulk-summary.tsx';
import { useBulkDecision } from './use-bulk-decision.ts';

interface BulkDialogProps {
  decision: ReviewAction;
  /** What is decided on; null while the dialog is closed. */
  awards: readonly Award[] | null;
  /** Told which awards were decided on. */
  onClose: (done: readonly Award[]) => void;
}

/** A decision on one award or several: a summary first, then a result for each. */
export function BulkDialog({ decision, awards, onClose }: BulkDialogProps) {
  // Outlives the dialog: who closes it by mistake finds the words again.
  const [comment, setComment] = useState('');
  const { lines, phase, begin, run, stop, again } = useBulkDecision(decision, refreshAfterDecision);
  const isNarrow = useMediaQuery('(max-width: 36em)', undefined, {
    getInitialValueInEffect: false,
  });
  const isBusy = phase === 'running';
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins when it is opened, only then
  useEffect(() => {
    if (awards !== null) void begin(awards);
  }, [awards]);
  const close = (): void => {
    if (isBusy) return;
    const done = lines.filter((line) => !isLeftOver(line)).map(({ award }) => award);
    if (phase === 'results' && done.length === lines.length) setComment('');
    onClose(phase === 'results' ? done : []);
  };
  const many = lines.length === 1 ? '1 award' : `${lines.length} awards`;
  return (
    <Modal
      opened={awards !== null}
      onClose={close}
      withCloseButton={!isBusy}
      closeOnClickOutside={phase === 'results'}
      size="xl"
      fullScreen={isNarrow}
      title={`${decision === 'approve' ? 'Approve' : 'Reject'} ${many}`}
    >
      {(phase === 'reading' || phase === 'summary') && (
        <BulkSummary
          decision={decision}
          items={lines}
          isReading={phase === 'reading'}
          comment={comment}
          onComment={setComment}
          onRun={() => void run(comment.trim())}
          onRetry={() => void again()}
          onCancel={close}
        />
      )}
      {phase === 'running' && <BulkProgress lines={lines} onStop={stop} />}
      {phase === 'results' && (
        <BulkResults
          decision={decision}
          items={lines}
          onRetry={() => void again()}
          onClose={close}
        />
      )}
    </Modal>
  );
}
