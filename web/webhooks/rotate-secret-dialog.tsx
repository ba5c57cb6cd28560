import { Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Webhook } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { useRequest } from '../parts/use-request.ts';
import { CopyOnceField } from '../people/copy-once-field.tsx';

interface RotateSecretDialogProps {
  webhook: Webhook;
  isOpen: boolean;
  onClose: () => void;
}

/** Gives a webhook another secret and shows it once. */
export function RotateSecretDialog({ webhook, isOpen, onClose }: RotateSecretDialogProps) {
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const { uuid } = webhook;
  const request = useRequest({
    send: async () => {
      const params = { path: { uuid } };
      const reply = await readBody(
        api.POST('/api/webhooks/{uuid}/rotate-secret/', { params, body: {} }),
      );
      setSecret(reply.secret);
      void queries.invalidateQueries({ queryKey: queryKeys.webhooks });
    },
    checkOutcome: async () => {
      const params = { path: { uuid } };
      const { secrets } = await readBody(api.GET('/api/webhooks/{uuid}/', { params }));
      const known = new Set(webhook.secrets.map(({ created }) => created));
      return secrets.some(({ created }) => !known.has(created))
        ? 'The webhook has a new secret, which cannot be shown again. Rotate it once more to get one that you can copy.'
        : null;
    },
  });
  const close = (): void => {
    setSecret(null);
    request.reset();
    onClose();
  };
  return (
    <FormDialog
      opened={isOpen}
      onClose={close}
      title={secret === null ? 'Rotate the secret?' : 'The new secret'}
      closeOnEscape={secret === null}
    >
      {secret === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void request.run();
          }}
        >
          <Stack>
            <Text size="sm">
              Messages are signed with the new secret from now on. The old one signs as well for 24
              hours, so that you can change it at the receiver meanwhile.
            </Text>
            <FormFooter
              submitLabel="Rotate secret"
              isSending={request.isSending}
              failure={request.failure}
              onCancel={close}
            />
          </Stack>
        </form>
      ) : (
        <CopyOnceField
          value={secret}
          label="Secret"
          description="The receiver verifies the header webhook-signature with it."
          warning="Who has it can send messages that look like ours."
          doneLabel="I have saved it"
          onDone={close}
        />
      )}
    </FormDialog>
  );
}
