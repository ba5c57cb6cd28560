import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { subscribeToReconnection } from '../api/connection-state.ts';
import { readWithRetries } from '../api/read-with-retries.ts';
import { useSingleFlight } from './use-single-flight.ts';

/**
 * What is known after a failed request: that it did not happen, that it happened (with a sentence
 * about what is stored now), that it has not happened so far, or nothing.
 */
export type Outcome =
  | { kind: 'refused' | 'checking' | 'not-yet' }
  | { kind: 'happened'; sentence: OutcomeSentence }
  /** `error`: why it could not be looked up; null where nothing stored shows it, only `advice` helps. */
  | ({ kind: 'unknown'; error: unknown } & (Advice | { advice: null }));

/** Text, or an element where it names a time. */
export type OutcomeSentence = string | ReactElement;

/**
 * What finds out what has become of a request whose reply is lost. A function reads what is stored
 * and returns a sentence that says what happened, or null where it has not happened; it throws
 * ApiError. Where nothing stored shows it, `advice` says what the reader can safely do.
 */
export type OutcomeCheck<Args extends unknown[]> =
  | ((...args: Args) => Promise<OutcomeSentence | Advice | null>)
  | Advice;

interface Advice {
  advice: string;
  /** Whether sending the request again can no longer succeed. */
  isFinal?: boolean;
}

const isAdvice = (found: OutcomeSentence | Advice): found is Advice =>
  typeof found === 'object' && 'advice' in found;

export interface RequestFailure {
  error: unknown;
  outcome: Outcome;
  /** Checks again what has become of the request; null where there is nothing to check by. */
  checkAgain: (() => void) | null;
}

/** Whether the request has happened although its reply was lost. */
export const hasHappened = (failure: RequestFailure | null): boolean =>
  failure?.outcome.kind === 'happened';

/** Whether it is being looked up what has become of the request. Until then it is not sent again. */
export const isBeingChecked = (failure: RequestFailure | null): boolean =>
  failure?.outcome.kind === 'checking';

/** Whether the request may be offered once more, now or after a check: it may not have happened. */
export function maySendAgain(failure: RequestFailure | null): boolean {
  const isFinal =
    failure?.outcome.kind === 'unknown' &&
    failure.outcome.advice !== null &&
    failure.outcome.isFinal === true;
  return !hasHappened(failure) && !isFinal;
}

/** Checks again where a check failed, whenever the connection is back. */
function useCheckAfterReconnection(failure: RequestFailure | null): void {
  useLayoutEffect(() => {
    const isUnknown = failure?.outcome.kind === 'unknown' && failure.outcome.advice === null;
    const checkAgain = isUnknown ? failure.checkAgain : null;
    return checkAgain === null ? undefined : subscribeToReconnection(checkAgain);
  }, [failure]);
}

export interface RequestOptions<Args extends unknown[]> {
  /** Sends the request and shows its success. Throws ApiError. */
  send: (...args: Args) => Promise<unknown>;
  /** Required: no request may leave its reader alone with a lost reply (issue 20, 1). */
  checkOutcome: OutcomeCheck<Args>;
}

/**
 * A request that changes something: sent once however often it is started meanwhile, never queued,
 * and looked up afterwards where its reply is lost. `run` never throws.
 */
export function useRequest<Args extends unknown[]>({ send, checkOutcome }: RequestOptions<Args>) {
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailureState] = useState<RequestFailure | null>(null);
  /** The failure before it is rendered: a click can come in between. */
  const latestFailure = useRef(failure);
  const setFailure = (latest: RequestFailure | null): void => {
    latestFailure.current = latest;
    setFailureState(latest);
  };
  /** Counts requests and resets: what is found out about an earlier one is not shown. */
  const generation = useRef(0);

  const check = async (error: unknown, args: Args): Promise<void> => {
    const hasAdvice = typeof checkOutcome !== 'function';
    const checkAgain = hasAdvice ? null : () => void check(error, args);
    const checkGeneration = generation.current;
    const show = (outcome: Outcome): void => {
      if (generation.current === checkGeneration) setFailure({ error, outcome, checkAgain });
    };
    show({ kind: 'checking' });
    try {
      const found = hasAdvice ? checkOutcome : await readWithRetries(() => checkOutcome(...args));
      if (found === null) show({ kind: 'not-yet' });
      else if (isAdvice(found)) show({ kind: 'unknown', error: null, ...found });
      else show({ kind: 'happened', sentence: found });
    } catch (checkError) {
      show({ kind: 'unknown', error: checkError, advice: null });
    } finally {
      // The page behind a form must show what happened, too.
      void client.invalidateQueries();
    }
  };

  useCheckAfterReconnection(failure);

  const reset = (): void => {
    generation.current++;
    setFailure(null);
  };

  const run = useSingleFlight(async (...args: Args): Promise<unknown> => {
    if (isBeingChecked(latestFailure.current)) return latestFailure.current?.error;
    reset();
    const runGeneration = generation.current;
    setSending(true);
    try {
      await send(...args);
      return null;
    } catch (error) {
      if (generation.current !== runGeneration) return error;
      if (error instanceof ApiError && error.mayHaveHappened) void check(error, args);
      else setFailure({ error, outcome: { kind: 'refused' }, checkAgain: null });
      return error;
    } finally {
      setSending(false);
    }
  });

  return {
    /** Resolves with the error, or with null after success. Sends nothing during a check. */
    run,
    isSending,
    /** Whether the request is being sent, or it is looked up what has become of it. */
    isBusy: isSending || isBeingChecked(failure),
    failure,
    /** Forgets the last request, also while it is looked up. */
    reset,
  };
}
