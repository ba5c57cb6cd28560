import { Stack, Text, TextInput } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Webhook, WebhookMessage } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { siteTimeZone, toInstant } from '../parts/site-time-zone.ts';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { earlierStateUnknown, findReplayed, readMessages } from './replay-outcome.ts';

interface ReplayDialogProps {
  webhook: Webhook;
  isOpen: boolean;
  onClose: () => void;
}

/** Sends every message since a time again. */
export function ReplayDialog({ webhook, isOpen, onClose }: ReplayDialogProps) {
  return (
    <FormDialog opened={isOpen} onClose={onClose} title="Send messages again">
      <ReplayForm webhook={webhook} onClose={onClose} />
    </FormDialog>
  );
}

function ReplayForm({ webhook: { uuid }, onClose }: Omit<ReplayDialogProps, 'isOpen'>) {
  const queries = useQueryClient();
  const before = useRef<readonly WebhookMessage[] | null>(null);
  const isSent = useRef(false);
  // When the dialog opens: a request before the replay would send it also where the reader closes the
  // dialog meanwhile.
  useEffect(() => {
    readMessages(uuid).then(
      (messages) => {
        if (!isSent.current) before.current = messages;
      },
      // Without it the outcome of a lost reply stays unknown.
      () => {},
    );
  }, [uuid]);
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { since: '' },
    validate: { since: isNotEmpty('A time is required.') },
    onSend: async ({ since }) => {
      isSent.current = true;
      const params = { path: { uuid } };
      const [day = '', time = ''] = since.split('T');
      const body = { since: toInstant(day, time).toISOString() };
      const { count } = await readBody(api.POST('/api/webhooks/{uuid}/replay/', { params, body }));
      void queries.invalidateQueries({ queryKey: queryKeys.webhooks });
      onClose();
      showSuccess(
        count === 1
          ? '1 message will be sent again.'
          : `${count.toLocaleString('en')} messages will be sent again.`,
      );
    },
    checkOutcome: async () => {
      const now = await readMessages(uuid);
      if (before.current === null) throw new Error(earlierStateUnknown);
      const count = findReplayed(before.current, now).length;
      if (count === 0) return null;
      return count === 1
        ? '1 of the last messages will be sent again.'
        : `${count.toLocaleString('en')} of the last messages will be sent again.`;
    },
  });
  return (
    <form {...formProps} aria-label="Send again">
      <Stack>
        <Text size="sm">
          Every event since this time is sent again with the id that it had, so that the receiver
          can leave out what it has. Messages that wait are not affected.
        </Text>
        <TextInput
          label="Since"
          description={`In the time zone of the site, ${siteTimeZone}.`}
          type="datetime-local"
          required
          data-autofocus
          {...form.getInputProps('since')}
        />
        <FormFooter submitLabel="Send again" {...sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
