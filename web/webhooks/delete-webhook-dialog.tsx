import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Webhook } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { describeGone } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';

interface DeleteWebhookDialogProps {
  webhook: Webhook;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, deletes the webhook, then opens the list. */
export function DeleteWebhookDialog({ webhook, isOpen, onClose }: DeleteWebhookDialogProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { uuid, name } = webhook;
  const remove = async (): Promise<void> => {
    await readBody(api.DELETE('/api/webhooks/{uuid}/', { params: { path: { uuid } } }));
    showSuccess(`Webhook ${name} deleted.`);
    await openList();
  };
  const openList = async (): Promise<void> => {
    await navigate({ to: '/webhooks' });
    queries.removeQueries({ queryKey: [...queryKeys.webhooks, uuid] });
    void queries.invalidateQueries({ queryKey: queryKeys.webhooks });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onHappened={() => void openList()}
      title={`Delete ${name}?`}
      confirmLabel="Delete webhook"
      onConfirm={remove}
      checkOutcome={() =>
        describeGone(
          () => readBody(api.GET('/api/webhooks/{uuid}/', { params: { path: { uuid } } })),
          `The webhook ${name} is deleted.`,
        )
      }
    >
      This cannot be undone. Its log goes with it, and what waits is not sent.
    </ConfirmDialog>
  );
}
