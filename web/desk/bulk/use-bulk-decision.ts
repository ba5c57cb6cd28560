import { useRef, useState } from 'react';
import { toErrorMessage } from '../../api/api-error.ts';
import type { Award } from '../../api/types.ts';
import { mapInParallel } from '../../parts/map-in-parallel.ts';
import { approveAward, rejectAward } from '../../award/decision-requests.ts';
import { useSingleFlight } from '../../parts/use-single-flight.ts';
import { type ReviewAction, formatAwardKey } from '../award-list-query.ts';
import { isUnfinished, type BulkItem, readBulkItem, createBulkItem } from './bulk-item.ts';

/** How many awards are read at a time, and how many decided on. */
const maxConcurrentReads = 5;
const maxConcurrentDecisions = 3;

export type BulkPhase = 'reading' | 'summary' | 'running' | 'results';

/** A decision on several awards: read them, sum up, decide on one after another, say how it went. */
export function useBulkDecision(decision: ReviewAction, onDone: () => Promise<void>) {
  const [lines, setLines] = useState<readonly BulkItem[]>([]);
  const [phase, setPhase] = useState<BulkPhase>('reading');
  /** Which round of reading or deciding is the latest; an earlier one has nothing more to say. */
  const round = useRef(0);
  const isStopped = useRef(false);

  const put = (line: BulkItem): void =>
    setLines((all) =>
      all.map((one) => (formatAwardKey(one.award) === formatAwardKey(line.award) ? line : one)),
    );

  const begin = async (awards: readonly Award[]): Promise<void> => {
    const mine = ++round.current;
    const all = awards.map(createBulkItem);
    setLines(all);
    setPhase('reading');
    await mapInParallel(all, maxConcurrentReads, async (line) => {
      const known = round.current === mine ? await readBulkItem(decision, line) : line;
      if (round.current === mine) put(known);
    });
    if (round.current === mine) setPhase('summary');
  };

  const run = useSingleFlight(async (comment: string): Promise<void> => {
    const mine = ++round.current;
    isStopped.current = false;
    setPhase('running');
    const ready = lines.filter(({ step }) => step === 'ready');
    await mapInParallel(ready, maxConcurrentDecisions, async (line) => {
      if (isStopped.current) return put({ ...line, step: 'stopped', message: 'Not tried.' });
      put({ ...line, step: 'deciding' });
      put(await decideItem(decision, line, comment));
    });
    await onDone();
    if (round.current === mine) setPhase('results');
  });

  return {
    lines,
    phase,
    begin,
    run,
    stop: (): void => {
      isStopped.current = true;
    },
    /** Reads what failed anew: who decides again decides on what is there now. */
    again: (): Promise<void> => begin(lines.filter(isUnfinished).map(({ award }) => award)),
  };
}

async function decideItem(
  decision: ReviewAction,
  line: BulkItem,
  comment: string,
): Promise<BulkItem> {
  try {
    const send = decision === 'approve' ? approveAward : rejectAward;
    await send(line.award, line.etag, comment);
    return { ...line, step: 'done', message: '' };
  } catch (error) {
    return { ...line, step: 'refused', message: toErrorMessage(error) };
  }
}
