import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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
  | ((...args: Args) => Promise<string | null>)
  | { advice: string };

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

  const check = async (error: unknown, args: Args): Promise<void> => {
    const hasAdvice = typeof checkOutcome !== 'function';
    const checkAgain = hasAdvice ? null : () => void check(error, args);
    const show = (outcome: Outcome): void => setFailure({ error, outcome, checkAgain });
    show({ kind: 'checking' });
    try {
      if (hasAdvice) return show({ kind: 'unknown', error: null, advice: checkOutcome.advice });
      const sentence = await checkOutcome(...args);
      show(sentence === null ? { kind: 'not-yet' } : { kind: 'happened', sentence });
    } catch (checkError) {
      show({ kind: 'unknown', error: checkError, advice: null });
    } finally {
      // The page behind a form must show what happened, too.
      void client.invalidateQueries();
    }
  };

  const run = useSingleFlight(async (...args: Args): Promise<unknown> => {
    setFailure(null);
    setSending(true);
    try {
      await send(...args);
      return null;
    } catch (error) {
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
    reset: () => setFailure(null),
  };
}
