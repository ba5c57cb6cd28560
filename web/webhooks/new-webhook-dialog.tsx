import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, readBody, readPage } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import type { OutcomeSentence } from '../parts/use-request.ts';
import { ExistsSince } from '../parts/exists-since.tsx';
import { CopyOnceField } from '../people/copy-once-field.tsx';
import { WebhookForm, type WebhookValues } from './webhook-form.tsx';

/** Creates a webhook, shows its secret, which the API shows only once, then opens its page. */
export function NewWebhookDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const me = useMe();
  // The only copy of the secret; closing the dialog drops it.
  const [created, setCreated] = useState<{ uuid: string; secret: string } | null>(null);
  const create = async ({ customer, ...values }: WebhookValues): Promise<void> => {
    const body = { ...values, ...(customer && { customer: customer.url }) };
    setCreated(await readBody(api.POST('/api/webhooks/', { body })));
    void queries.invalidateQueries({ queryKey: queryKeys.webhooks });
  };
  const checkOutcome = async (values: WebhookValues): Promise<OutcomeSentence | null> => {
    const { items } = await readPage(
      api.GET('/api/webhooks/', { params: { query: { o: '-created' } } }),
    );
    const stored = items.find(({ name }) => name === values.name.trim());
    return stored ? (
      <>
        <ExistsSince what={`The webhook ${stored.name}`} created={stored.created} /> Its secret was
        lost with the reply: rotate it.
      </>
    ) : null;
  };
  const close = (): void => {
    setCreated(null);
    onClose();
  };
  const open = async (uuid: string): Promise<void> => {
    close();
    await navigate({ to: '/webhooks/$uuid', params: { uuid }, ignoreBlocker: true });
  };
  return (
    <FormDialog
      opened={isOpen}
      onClose={close}
      title={created === null ? 'New webhook' : 'The secret of the new webhook'}
      size="lg"
      // A stray key press must not lose a secret that is shown only once.
      closeOnEscape={created === null}
    >
      {created === null ? (
        <WebhookForm
          mayChooseAll={mayManage(me)}
          submitLabel="Create webhook"
          onSave={create}
          checkOutcome={checkOutcome}
          onCancel={close}
        />
      ) : (
        <CopyOnceField
          value={created.secret}
          label="Secret"
          description="The receiver verifies the header webhook-signature with it."
          warning="Who has it can send messages that look like ours."
          doneLabel="I have saved it"
          onDone={() => void open(created.uuid)}
        />
      )}
    </FormDialog>
  );
}
