import { useEffect, useRef, useState } from 'react';
import { subscribeToReconnection } from '../../api/connection-state.ts';
import { useMe } from '../../api/current-user.ts';
import type { Award } from '../../api/types.ts';
import { mapInParallel } from '../../parts/map-in-parallel.ts';
import { useSingleFlight } from '../../parts/use-single-flight.ts';
import { formatAwardKey } from '../award-facts.ts';
import type { ReviewAction } from '../award-list-query.ts';
import { type BulkItem, createBulkItem, isUnfinished, readBulkItem } from './bulk-item.ts';
import { checkBulkItem, decideBulkItem } from './decide-bulk-item.ts';

const maxConcurrentReads = 5;
const maxConcurrentDecisions = 3;

export type BulkPhase = 'reading' | 'summary' | 'running' | 'results';

/**
 * The state of a decision about several awards. `begin` reads them, `run` decides about those that
 * are ready, a few at a time, `stop` leaves out the rest, `retry` begins again with what is
 * unfinished. `onDone` gets the items when a run has ended, and when more is known about them: what became
 * of an award is looked up again when the connection is back.
 */
export function useBulkDecision(
  action: ReviewAction,
  onDone: (items: readonly BulkItem[]) => Promise<void>,
) {
  const { uuid: reviewerUuid } = useMe();
  const [items, setItems] = useState<readonly BulkItem[]>([]);
  const [phase, setPhase] = useState<BulkPhase>('reading');
  /** Results of an earlier round are ignored. */
  const currentRound = useRef(0);
  const isStopped = useRef(false);
  const lastComment = useRef('');

  const replaceItem = (item: BulkItem): void =>
    setItems((all) =>
      all.map((one) => (formatAwardKey(one.award) === formatAwardKey(item.award) ? item : one)),
    );

  const begin = async (awards: readonly Award[]): Promise<void> => {
    const round = ++currentRound.current;
    const isCurrent = (): boolean => currentRound.current === round;
    const unread = awards.map(createBulkItem);
    setItems(unread);
    setPhase('reading');
    await mapInParallel(unread, maxConcurrentReads, async (item) => {
      if (!isCurrent()) return;
      const read = await readBulkItem(action, item);
      if (isCurrent()) replaceItem(read);
    });
    if (isCurrent()) setPhase('summary');
  };

  const run = useSingleFlight(async (comment: string): Promise<void> => {
    const round = ++currentRound.current;
    isStopped.current = false;
    lastComment.current = comment;
    setPhase('running');
    const ready = items.filter(({ step }) => step === 'ready');
    const decided = await mapInParallel(ready, maxConcurrentDecisions, async (item) => {
      if (!isStopped.current) replaceItem({ ...item, step: 'deciding' });
      const result: BulkItem = isStopped.current
        ? { ...item, step: 'stopped', message: 'Stopped before it was decided.' }
        : await decideBulkItem(item, { action, comment, reviewerUuid });
      replaceItem(result);
      return result;
    });
    const leftOut = items.filter(({ step }) => step !== 'ready');
    // The decisions are made even if the list cannot be fetched again now.
    await onDone([...decided, ...leftOut]).catch(() => {});
    if (currentRound.current === round) setPhase('results');
  });

  const checkAgain = useSingleFlight(async (): Promise<void> => {
    const round = currentRound.current;
    const decision = { action, comment: lastComment.current, reviewerUuid };
    const checked = await mapInParallel(items, maxConcurrentReads, async (item) =>
      item.step === 'unknown' ? checkBulkItem(item, decision) : item,
    );
    if (currentRound.current !== round) return;
    setItems(checked);
    await onDone(checked).catch(() => {});
  });
  const hasUnknown = phase === 'results' && items.some(({ step }) => step === 'unknown');
  // Without dependencies: it checks the items of the last rendering.
  useEffect(() => (hasUnknown ? subscribeToReconnection(() => void checkAgain()) : undefined));

  const stop = (): void => {
    isStopped.current = true;
  };
  // Reads the awards again: a second decision must apply to what they are now.
  const retry = (): Promise<void> => begin(items.filter(isUnfinished).map(({ award }) => award));
  return { items, phase, begin, run, stop, retry };
}
