import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queryKeys } from '../api/query-keys.ts';
import { ApiError } from '../api/api-error.ts';
import { showSuccess } from '../parts/show-success.ts';
import { refreshAward, type AwardVersion } from './award-queries.ts';

interface DecisionOptions {
  /** The award as it was shown when the dialog opened. */
  initialVersion: AwardVersion;
  /** Makes the request with this If-Match. Throws Problem. */
  sendRequest: (ifMatch: string) => Promise<unknown>;
  /** What is said once it is done. */
  successMessage: string;
  /** Shows what has become of it. */
  onDone: () => Promise<void>;
  onClose: () => void;
}

/**
 * One decision about an award, of whatever kind. It is about the award that the reader saw, never
 * about another: where that has changed meanwhile (412) nothing happens, `changed` says from what
 * to what, and the reader may decide again about what is there now.
 */
export function useDecision({
  initialVersion: opened,
  sendRequest: send,
  successMessage: done,
  onDone,
  onClose,
}: DecisionOptions) {
  const client = useQueryClient();
  const [seen, setSeen] = useState(opened);
  const [changed, setChanged] = useState<{ before: AwardVersion; after: AwardVersion } | null>(
    null,
  );
  const deciding = useMutation({
    mutationFn: async (): Promise<boolean> => {
      try {
        await send(seen.etag);
        return true;
      } catch (error) {
        const isOther = error instanceof ApiError && error.status === 412;
        if (!isOther) throw error;
        const after = await refreshAward(client, seen.award);
        setChanged({ before: seen, after });
        setSeen(after);
        return false;
      }
    },
    onSuccess: async (isDone) => {
      if (!isDone) return;
      showSuccess(done);
      // It is done, whether or not it can be shown at once.
      await onDone().catch(() => {});
      onClose();
      for (const queryKey of [
        queryKeys.awards,
        queryKeys.audit,
        queryKeys.projects,
        queryKeys.overview,
      ]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
  return {
    /** What is decided about. */
    seen,
    changed,
    error: deciding.error,
    isBusy: deciding.isPending,
    decide: (): void => {
      if (!deciding.isPending) deciding.mutate();
    },
  };
}
