import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { describeGone } from './outcome-checks.ts';
import { showSuccess } from './show-success.ts';

interface Deletion {
  /** What it is, as in a sentence: "customer". */
  kind: string;
  item: { uuid: string; name: string };
  /** Sends the request. Throws ApiError. */
  send: () => Promise<unknown>;
  /** Reads it as it is stored now. Throws ApiError. */
  read: () => Promise<unknown>;
  /** The screen that opens when it is gone. */
  listPath: '/customers' | '/resources' | '/templates' | '/webhooks';
  /** The prefix of the queries of all of its kind; that of its own ends in its UUID. */
  queryKey: QueryKey;
}

/**
 * Deletes something that has a page of its own, then opens the list. Returns the props of the
 * ConfirmDialog that asks before, also for a lost reply.
 */
export function useDeletion({ kind, item, send, read, listPath, queryKey }: Deletion) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { uuid, name } = item;
  const openList = async (): Promise<void> => {
    // Unsaved input in what is deleted must not block leaving the page.
    await navigate({ to: listPath, ignoreBlocker: true });
    queries.removeQueries({ queryKey: [...queryKey, uuid] });
    void queries.invalidateQueries({ queryKey });
  };
  const confirm = async (): Promise<void> => {
    await send();
    showSuccess(`${kind[0]?.toUpperCase()}${kind.slice(1)} ${name} deleted.`);
    await openList();
  };
  return {
    title: `Delete ${name}?`,
    confirmLabel: `Delete ${kind}`,
    onConfirm: confirm,
    onHappened: () => void openList(),
    checkOutcome: () => describeGone(read, `The ${kind} ${name} is deleted.`),
  };
}
