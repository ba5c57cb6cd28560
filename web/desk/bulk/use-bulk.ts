import { useRef, useState } from 'react';
import { wordsOf } from '../../api/problem.ts';
import type { Award } from '../../api/types.ts';
import { inParallel } from '../../app/in-parallel.ts';
import { approve, reject } from '../../award/requests.ts';
import { useOnce } from '../../parts/once.ts';
import { type Decision, keyOf } from '../awards.ts';
import { isOpen, type Line, read, unread } from './lines.ts';

/** How many awards are read at a time, and how many decided on. */
const readers = 5;
const deciders = 3;

export type Phase = 'reading' | 'summary' | 'running' | 'results';

/** A decision on several awards: read them, sum up, decide on one after another, say how it went. */
export function useBulk(decision: Decision, onDone: () => Promise<void>) {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [phase, setPhase] = useState<Phase>('reading');
  /** Which round of reading or deciding is the latest; an earlier one has nothing more to say. */
  const round = useRef(0);
  const isStopped = useRef(false);

  const put = (line: Line): void =>
    setLines((all) => all.map((one) => (keyOf(one.award) === keyOf(line.award) ? line : one)));

  const begin = async (awards: readonly Award[]): Promise<void> => {
    const mine = ++round.current;
    const all = awards.map(unread);
    setLines(all);
    setPhase('reading');
    await inParallel(all, readers, async (line) => {
      const known = round.current === mine ? await read(decision, line) : line;
      if (round.current === mine) put(known);
    });
    if (round.current === mine) setPhase('summary');
  };

  const run = useOnce(async (comment: string): Promise<void> => {
    const mine = ++round.current;
    isStopped.current = false;
    setPhase('running');
    const ready = lines.filter(({ step }) => step === 'ready');
    await inParallel(ready, deciders, async (line) => {
      if (isStopped.current) return put({ ...line, step: 'stopped', words: 'Not tried.' });
      put({ ...line, step: 'deciding' });
      put(await decided(decision, line, comment));
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
    again: (): Promise<void> => begin(lines.filter(isOpen).map(({ award }) => award)),
  };
}

async function decided(decision: Decision, line: Line, comment: string): Promise<Line> {
  try {
    const send = decision === 'approve' ? approve : reject;
    await send(line.award, line.etag, comment);
    return { ...line, step: 'done', words: '' };
  } catch (error) {
    return { ...line, step: 'refused', words: wordsOf(error) };
  }
}
