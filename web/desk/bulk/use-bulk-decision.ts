import { useRef, useState } from 'react';
import { ApiError, toErrorMessage } from '../../api/api-error.ts';
import { useMe } from '../../api/current-user.ts';
import { readWithRetries } from '../../api/read-with-retries.ts';
import type { Award } from '../../api/types.ts';
import { readAward } from '../../award/award-queries.ts';
import {
  describeDecision,
  describeOutcome,
  type SentDecision,
} from '../../award/decision-outcome.ts';
import { approveAward, refuseChange, rejectAward } from '../../award/decision-requests.ts';
import { mapInParallel } from '../../parts/map-in-parallel.ts';
import { useSingleFlight } from '../../parts/use-single-flight.ts';
import { formatAwardKey } from '../award-facts.ts';
import type { ReviewAction } from '../award-list-query.ts';
import { type BulkItem, createBulkItem, isUnfinished, readBulkItem } from './bulk-item.ts';

const maxConcurrentReads = 5;
const maxConcurrentDecisions = 3;

export type BulkPhase = 'reading' | 'summary' | 'running' | 'results';

/**
 * The state of a decision about several awards. `begin` reads them, `run` decides about those that
 * are ready, a few at a time, `stop` leaves out the rest, `retry` begins again with what is
 * unfinished. `onDone` gets the items when a run has ended.
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
    setPhase('running');
    const ready = items.filter(({ step }) => step === 'ready');
    const decided = await mapInParallel(ready, maxConcurrentDecisions, async (item) => {
      if (!isStopped.current) replaceItem({ ...item, step: 'deciding' });
      const result: BulkItem = isStopped.current
        ? { ...item, step: 'stopped', message: 'Stopped before it was decided.' }
        : await decideItem(item, {
            ...{ action, values: { comment }, reviewerUuid },
            before: { award: item.award, etag: item.etag },
          });
      replaceItem(result);
      return result;
    });
    const leftOut = items.filter(({ step }) => step !== 'ready');
    // The decisions are made even if the list cannot be fetched again now.
    await onDone([...decided, ...leftOut]).catch(() => {});
    if (currentRound.current === round) setPhase('results');
  });

  const stop = (): void => {
    isStopped.current = true;
  };
  // Reads the awards again: a second decision must apply to what they are now.
  const retry = (): Promise<void> => begin(items.filter(isUnfinished).map(({ award }) => award));
  return { items, phase, begin, run, stop, retry };
}

const requests: Readonly<Record<ReviewAction, typeof approveAward>> = {
  'refuse-change': refuseChange,
  approve: approveAward,
  reject: rejectAward,
};

interface BulkDecision extends SentDecision {
  action: ReviewAction;
  values: { comment: string };
}

async function decideItem(item: BulkItem, decision: BulkDecision): Promise<BulkItem> {
  const { action, before, values } = decision;
  try {
    await requests[action](before.award, before.etag, values.comment);
    return { ...item, step: 'done', message: '' };
  } catch (error) {
    return describeFailure(item, decision, error);
  }
}

/** What has become of an award whose decision failed: a lost reply may hide a decision. */
async function describeFailure(
  item: BulkItem,
  decision: BulkDecision,
  error: unknown,
): Promise<BulkItem> {
  const message = toErrorMessage(error);
  if (!(error instanceof ApiError && error.mayHaveHappened)) {
    return { ...item, step: 'refused', message };
  }
  try {
    const after = await readWithRetries(() => readAward(item.award));
    if (describeOutcome(decision, after) !== null) {
      return { ...item, step: 'done', message: `Is ${describeDecision(after.award)}.` };
    }
    const found =
      after.etag === decision.before.etag
        ? 'The award is as it was.'
        : `The award has changed meanwhile: it is ${describeDecision(after.award)}.`;
    return { ...item, step: 'refused', message: `${message} ${found}` };
  } catch {
    return { ...item, step: 'refused', message: `${message} It may have happened.` };
  }
}
