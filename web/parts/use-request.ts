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
  /** `error`: why it could not be checked; null where there is nothing to check by. */
  | { kind: 'unknown'; error: unknown };

export interface RequestFailure {
  error: unknown;
  outcome: Outcome;
  /** Checks again what has become of the request; null where there is nothing to check by. */
  checkAgain: (() => void) | null;
}

export interface RequestOptions<Args extends unknown[]> {
  /** Sends the request and shows its success. Throws ApiError. */
  send: (...args: Args) => Promise<unknown>;
  /**
   * Reads what is stored after a request whose reply is lost. Returns a sentence that says what
   * happened, or null where it has not happened. Throws ApiError.
   */
  checkOutcome?: ((...args: Args) => Promise<string | null>) | undefined;
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
    const checkAgain = checkOutcome ? () => void check(error, args) : null;
    const show = (outcome: Outcome): void => setFailure({ error, outcome, checkAgain });
    show({ kind: 'checking' });
    try {
      if (checkOutcome === undefined) return show({ kind: 'unknown', error: null });
      const sentence = await checkOutcome(...args);
      show(sentence === null ? { kind: 'not-yet' } : { kind: 'happened', sentence });
    } catch (checkError) {
      show({ kind: 'unknown', error: checkError });
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
