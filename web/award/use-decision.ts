import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { Problem } from '../api/problem.ts';
import { notice } from '../parts/notice.ts';
import { refreshAward, type SeenAward } from './award-query.ts';

interface DecisionOptions {
  /** The award as it was shown when the dialog opened. */
  opened: SeenAward;
  /** Makes the request with this If-Match. Throws Problem. */
  send: (ifMatch: string) => Promise<unknown>;
  /** What is said once it is done. */
  done: string;
  /** Shows what has become of it. */
  onDone: () => Promise<void>;
  onClose: () => void;
}

/**
 * One decision about an award, of whatever kind. It is about the award that the reader saw, never
 * about another: where that has changed meanwhile (412) nothing happens, `changed` says from what
 * to what, and the reader may decide again about what is there now.
 */
export function useDecision({ opened, send, done, onDone, onClose }: DecisionOptions) {
  const client = useQueryClient();
  const [seen, setSeen] = useState(opened);
  const [changed, setChanged] = useState<{ before: SeenAward; after: SeenAward } | null>(null);
  const deciding = useMutation({
    mutationFn: async (): Promise<boolean> => {
      try {
        await send(seen.etag);
        return true;
      } catch (error) {
        const isOther = error instanceof Problem && error.status === 412;
        if (!isOther) throw error;
        const after = await refreshAward(client, seen.award);
        setChanged({ before: seen, after });
        setSeen(after);
        return false;
      }
    },
    onSuccess: async (isDone) => {
      if (!isDone) return;
      notice(done);
      // It is done, whether or not it can be shown at once.
      await onDone().catch(() => {});
      onClose();
      for (const queryKey of [keys.awards, keys.audit, keys.projects, keys.overview]) {
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
