/* The dialog that decides about several awards at once. */

import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useMe } from '../../api/current-user.ts';
import type { Award } from '../../api/types.ts';
import { findDraft, removeDraft, saveDraft } from '../../parts/draft-store.ts';
import { useIsNarrow } from '../../parts/use-is-narrow.ts';
import type { ReviewAction } from '../award-list-query.ts';
import { refreshAfterDecision } from '../refresh-after-decision.ts';
import { isUnfinished } from './bulk-item.ts';
import { actionLabels, formatAwardCount } from './bulk-labels.ts';
import { BulkProgress } from './bulk-progress.tsx';
import { BulkResults } from './bulk-results.tsx';
import { BulkSummary } from './bulk-summary.tsx';
import { useBulkDecision } from './use-bulk-decision.ts';

interface BulkDialogProps {
  action: ReviewAction;
  /** The awards to decide about; null while the dialog is closed. */
  awards: readonly Award[] | null;
  /** Called with the awards that were decided about. */
  onClose: (decided: readonly Award[]) => void;
}

/** A decision about one or several awards: a summary, the progress, then a result for each. */
export function BulkDialog({ action, awards, onClose }: BulkDialogProps) {
  // Outlives the dialog and the desk, so that leaving them by mistake loses no comment.
  const draftName = `${useMe().uuid} desk ${action}`;
  const [comment, setCommentText] = useState(() => findDraft<string>(draftName) ?? '');
  const setComment = (text: string): void => {
    setCommentText(text);
    if (text === '') removeDraft(draftName);
    else saveDraft(draftName, text);
  };
  const bulk = useBulkDecision(action, refreshAfterDecision);
  const { items, phase, begin } = bulk;
  const isNarrow = useIsNarrow();
  const isRunning = phase === 'running';
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins when the dialog opens, only then
  useEffect(() => {
    if (awards !== null) void begin(awards);
  }, [awards]);
  const close = (): void => {
    if (isRunning) return;
    const decided = items.filter((item) => !isUnfinished(item)).map(({ award }) => award);
    if (phase === 'results' && decided.length === items.length) setComment('');
    onClose(phase === 'results' ? decided : []);
  };
  return (
    <Modal
      opened={awards !== null}
      onClose={close}
      withCloseButton={!isRunning}
      closeOnClickOutside={phase === 'results'}
      size="xl"
      fullScreen={isNarrow}
      title={`${actionLabels[action].verb} ${formatAwardCount(items.length)}`}
    >
      {(phase === 'reading' || phase === 'summary') && (
        <BulkSummary
          action={action}
          items={items}
          isReading={phase === 'reading'}
          comment={comment}
          onComment={setComment}
          onRun={() => void bulk.run(comment.trim())}
          onRetry={() => void bulk.retry()}
          onCancel={close}
        />
      )}
      {phase === 'running' && <BulkProgress items={items} onStop={bulk.stop} />}
      {phase === 'results' && (
        <BulkResults
          action={action}
          items={items}
          onRetry={() => void bulk.retry()}
          onClose={close}
        />
      )}
    </Modal>
  );
}
