/* The dialog that creates a link to reset a password. */

import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import type { Person } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { formatPersonName } from '../parts/person-name.ts';
import { leaveDialog } from '../parts/leave-dialog.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { SiteTime } from '../parts/time-format.tsx';
import { useRequest } from '../parts/use-request.ts';
import { CopyOnceField } from './copy-once-field.tsx';

interface ResetLinkDialogProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Creates a link with which a person sets a new password, then shows it, which the API does only once. */
export function ResetLinkDialog({ person, isOpen, onClose }: ResetLinkDialogProps) {
  // The only copy of the link; closing the dialog drops it.
  const [link, setLink] = useState<{ url: string; expires_at: string } | null>(null);
  const creation = useRequest({
    send: async () => {
      const params = { path: { uuid: person.uuid } };
      setLink(await readBody(api.POST('/api/users/{uuid}/reset-link/', { params })));
    },
    checkOutcome: {
      advice: 'A link that was created cannot be shown again. Create another one: it replaces it.',
    },
  });
  const close = (): void => {
    setLink(null);
    creation.reset();
    onClose();
  };
  const name = formatPersonName(person);
  return (
    <FormDialog
      opened={isOpen}
      onClose={close}
      title={`A new password for ${name}`}
      // A stray key press must not lose a link that is shown only once.
      closeOnEscape={link === null}
    >
      {link === null ? (
        <Stack>
          <Text size="sm">
            {name} can set a new password with this link, once, within a day. Earlier links stop
            working. The current password works until then.
          </Text>
          <RequestNotice isSending={creation.isSending} failure={creation.failure} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => leaveDialog(close)}>
              Cancel
            </Button>
            <Button loading={creation.isBusy} onClick={() => void creation.run()} data-autofocus>
              Create link
            </Button>
          </Group>
        </Stack>
      ) : (
        <CopyOnceField
          value={link.url}
          label="Link"
          description={
            <>
              Valid until <SiteTime time={link.expires_at} />.
            </>
          }
          warning="Anybody who has it can set the password. Send it by a way that nobody else can read."
          doneLabel="Done"
          onDone={close}
        />
      )}
    </FormDialog>
  );
}
