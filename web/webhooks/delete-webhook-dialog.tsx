import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Webhook } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { useDeletion } from '../parts/use-deletion.ts';

interface DeleteWebhookDialogProps {
  webhook: Webhook;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, deletes the webhook, then opens the list. */
export function DeleteWebhookDialog({ webhook, isOpen, onClose }: DeleteWebhookDialogProps) {
  const params = { path: { uuid: webhook.uuid } };
  const deletion = useDeletion({
    kind: 'webhook',
    item: webhook,
    send: () => readBody(api.DELETE('/api/webhooks/{uuid}/', { params })),
    read: () => readBody(api.GET('/api/webhooks/{uuid}/', { params })),
    listPath: '/webhooks',
    queryKey: queryKeys.webhooks,
  });
  return (
    <ConfirmDialog isOpen={isOpen} onClose={onClose} {...deletion}>
      This cannot be undone. Its log goes with it, and what waits is not sent.
    </ConfirmDialog>
  );
}
