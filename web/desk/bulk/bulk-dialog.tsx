/* The dialog that decides about several awards at once. */

import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useMe } from '../../api/current-user.ts';
import type { Award } from '../../api/types.ts';
import { findDraft, removeDraft, saveDraft } from '../../parts/draft-store.ts';
import { useIsNarrow } from '../../parts/use-is-narrow.ts';
import { formatAwardKey } from '../award-facts.ts';
import type { ReviewAction } from '../award-list-query.ts';
import { refreshAfterDecision } from '../refresh-after-decision.ts';
import { type BulkItem, isUnfinished } from './bulk-item.ts';
import { actionLabels, formatAwardCount } from './bulk-labels.ts';
import { BulkProgress } from './bulk-progress.tsx';
import { BulkResults } from './bulk-results.tsx';
import { BulkSummary } from './bulk-summary.tsx';
import { useBulkDecision } from './use-bulk-decision.ts';

interface BulkDialogProps {
  action: ReviewAction;
  /** The awards to decide about; null while the dialog is closed. */
  awards: readonly Award[] | null;
  /** Called with the awards that were decided about, before the list is read again. */
  onDecided: (decided: readonly Award[]) => void;
  /** Called with the awards that were decided about. */
  onClose: (decided: readonly Award[]) => void;
}

/** A decision about one or several awards: a summary, the progress, then a result for each. */
export function BulkDialog({ action, awards, onDecided, onClose }: BulkDialogProps) {
  const [comment, setComment] = useCommentDraft(action, awards);
  const bulk = useBulkDecision(action, async (finished) => {
    const decided = getDecided(finished);
    if (decided.length === finished.length) setComment('');
    onDecided(decided);
    await refreshAfterDecision();
  });
  const { items, phase, begin } = bulk;
  const isNarrow = useIsNarrow();
  const isRunning = phase === 'running';
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins when the dialog opens, only then
  useEffect(() => {
    if (awards !== null) void begin(awards);
  }, [awards]);
  const close = (): void => {
    if (isRunning) return;
    onClose(phase === 'results' ? getDecided(items) : []);
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

const getDecided = (items: readonly BulkItem[]): Award[] =>
  items.filter((item) => !isUnfinished(item)).map(({ award }) => award);

/**
 * The comment about these awards, and a function that changes it. It outlives the dialog and the
 * desk, so that leaving them by mistake loses no comment; other awards have a comment of their own,
 * as a text about one award must not reach the portal of another.
 */
function useCommentDraft(action: ReviewAction, awards: readonly Award[] | null) {
  const me = useMe();
  const keys = (awards ?? []).map(formatAwardKey).toSorted().join(' ');
  // The dialog fades out after its awards are gone.
  const lastKeys = useRef(keys);
  if (awards !== null) lastKeys.current = keys;
  const name = `${me.uuid} desk ${action} ${lastKeys.current}`;
  const [typed, setTyped] = useState({ name: '', text: '' });
  const comment = typed.name === name ? typed.text : (findDraft<string>(name) ?? '');
  const setComment = (text: string): void => {
    setTyped({ name, text });
    if (text === '') removeDraft(name);
    else saveDraft(name, text);
  };
  return [comment, setComment] as const;
}
