import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Award } from '../../api/types.ts';
import type { Decision } from '../awards.ts';
import { showOwnDecisions } from '../use-live-awards.ts';
import { isOpen as isLeftOver } from './lines.ts';
import { Results } from './results.tsx';
import { Running } from './running.tsx';
import { Summary } from './summary.tsx';
import { useBulk } from './use-bulk.ts';

interface BulkDialogProps {
  decision: Decision;
  /** What is decided on; null while the dialog is closed. */
  awards: readonly Award[] | null;
  /** Told which awards were decided on. */
  onClose: (done: readonly Award[]) => void;
}

/** A decision on one award or several: a summary first, then a result for each. */
export function BulkDialog({ decision, awards, onClose }: BulkDialogProps) {
  // Outlives the dialog: who closes it by mistake finds the words again.
  const [comment, setComment] = useState('');
  const { lines, phase, begin, run, stop, again } = useBulk(decision, showOwnDecisions);
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
        <Summary
          decision={decision}
          lines={lines}
          isReading={phase === 'reading'}
          comment={comment}
          onComment={setComment}
          onRun={() => void run(comment.trim())}
          onAgain={() => void again()}
          onCancel={close}
        />
      )}
      {phase === 'running' && <Running lines={lines} onStop={stop} />}
      {phase === 'results' && (
        <Results decision={decision} lines={lines} onAgain={() => void again()} onClose={close} />
      )}
    </Modal>
  );
}
