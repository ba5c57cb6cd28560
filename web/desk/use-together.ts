import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { keys } from '../api/keys.ts';
import { wordsOf } from '../api/problem.ts';
import type { Award, Plan } from '../api/types.ts';
import { inParallel } from '../app/in-parallel.ts';
import { planQuery, readAward, type SeenAward } from '../award/award-query.ts';
import { approve, reject } from '../award/requests.ts';
import { barrierInWords, whyNot } from '../award/rules.ts';
import { nameOf } from './awards.ts';

export type TogetherAction = 'approve' | 'reject';

/** An award of the selection, read anew, with why it cannot be decided so; null: it can. */
export interface Prepared {
  award: Award;
  seen: SeenAward | null;
  plan: Plan | null;
  barrier: string | null;
}

/** What became of one: null is done, else why not. */
export type Results = ReadonlyMap<string, string | null>;

const readAtOnce = 5;
const decideAtOnce = 3;

/**
 * Several decisions of one kind, each about the award as the summary showed it, each by itself:
 * one that fails keeps none of the others from being done.
 */
export function useTogether(action: TogetherAction, awards: readonly Award[]) {
  const client = useQueryClient();
  const occasion = useId();
  const [results, setResults] = useState<Results>(new Map());
  const [isBusy, setBusy] = useState(false);
  const prepared = useQuery({
    queryKey: ['together', action, occasion, awards.map(nameOf)],
    queryFn: () => inParallel(awards, readAtOnce, (award) => prepare(action, award)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

  const decide = async (chosen: readonly Prepared[], comment: string): Promise<void> => {
    setBusy(true);
    const send = action === 'approve' ? approve : reject;
    await inParallel(chosen, decideAtOnce, async ({ award, seen }) => {
      const outcome = await doneOrWhyNot(() => send(award, seen?.etag ?? '', comment));
      setResults((old) => new Map([...old, [nameOf(award), outcome]]));
    });
    setBusy(false);
    for (const queryKey of [keys.audit, keys.projects, keys.overview, [...keys.awards, 'counts']]) {
      void client.invalidateQueries({ queryKey });
    }
  };
  const retry = async (): Promise<void> => {
    setResults((old) => new Map([...old].filter(([, outcome]) => outcome === null)));
    await prepared.refetch();
  };
  return { prepared, results, isBusy, decide, retry };
}

async function prepare(action: TogetherAction, award: Award): Promise<Prepared> {
  try {
    const seen = await readAward(award);
    const { queryFn } = planQuery(seen, '');
    const plan = action === 'approve' ? await queryFn() : null;
    const [barrier] = plan?.barriers ?? [];
    const fromPlan = barrier ? barrierInWords(barrier.code, barrier.detail, seen.award) : null;
    return { award: seen.award, seen, plan, barrier: fromPlan ?? whyNot(action, seen.award) };
  } catch (error) {
    return { award, seen: null, plan: null, barrier: wordsOf(error) };
  }
}

async function doneOrWhyNot(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return wordsOf(error);
  }
}
