import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { useSingleFlight } from './use-single-flight.ts';

/**
 * What is known after a failed request: that it did not happen, that it happened (with a sentence
 * about what is stored now), that it has not happened so far, or nothing.
 */
export type Outcome =
  | { kind: 'refused' | 'checking' | 'not-yet' }
  | { kind: 'happened'; sentence: string }
  /** `error`: why it could not be looked up; null where nothing stored shows it, only `advice` helps. */
  | { kind: 'unknown'; error: unknown; advice: string | null };

/**
 * What finds out what has become of a request whose reply is lost. A function reads what is stored
 * and returns a sentence that says what happened, or null where it has not happened; it throws
 * ApiError. Where nothing stored shows it, `advice` says what the reader can safely do.
 */
export type OutcomeCheck<Args extends unknown[]> =
  | ((...args: Args) => Promise<string | null | Advice>)
  | Advice;

interface Advice {
  advice: string;
}

export interface RequestFailure {
  error: unknown;
  outcome: Outcome;
  /** Checks again what has become of the request; null where there is nothing to check by. */
  checkAgain: (() => void) | null;
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
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  /** Counts requests and resets: what is found out about an earlier one is not shown. */
  const generation = useRef(0);

  const check = async (error: unknown, args: Args): Promise<void> => {
    const hasAdvice = typeof checkOutcome !== 'function';
    const checkAgain = hasAdvice ? null : () => void check(error, args);
    const ofCheck = generation.current;
    const show = (outcome: Outcome): void => {
      if (generation.current === ofCheck) setFailure({ error, outcome, checkAgain });
    };
    show({ kind: 'checking' });
    try {
      const found = hasAdvice ? checkOutcome : await checkOutcome(...args);
      if (found === null) show({ kind: 'not-yet' });
      else if (typeof found === 'string') show({ kind: 'happened', sentence: found });
      else show({ kind: 'unknown', error: null, advice: found.advice });
    } catch (checkError) {
      show({ kind: 'unknown', error: checkError, advice: null });
    } finally {
      // The page behind a form must show what happened, too.
      void client.invalidateQueries();
    }
  };

  const reset = (): void => {
    generation.current++;
    setFailure(null);
  };

  const run = useSingleFlight(async (...args: Args): Promise<unknown> => {
    reset();
    const ofRun = generation.current;
    setSending(true);
    try {
      await send(...args);
      return null;
    } catch (error) {
      if (generation.current !== ofRun) return error;
      if (error instanceof ApiError && error.mayHaveHappened) void check(error, args);
      else setFailure({ error, outcome: { kind: 'refused' }, checkAgain: null });
      return error;
    } finally {
      setSending(false);
    }
  });

  return {
    /** Resolves with the error, or with null after success. */
    run,
    isSending,
    failure,
    /** Forgets the last request, also while it is looked up. */
    reset,
  };
}
