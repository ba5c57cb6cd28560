import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconEyeOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import type { Person } from '../api/types.ts';
import { ErrorAlert } from '../parts/query-state.tsx';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { formatDateTime } from '../parts/time-format.tsx';

interface ResetLinkDialogProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Makes a link with which somebody sets a new password, and shows it, this once. */
export function ResetLinkDialog({ person, isOpen, onClose }: ResetLinkDialogProps) {
  // Kept here alone, and only until the dialog is closed.
  const [link, setLink] = useState<{ url: string; expires_at: string } | null>(null);
  const making = useMutation({
    mutationFn: useSingleFlight(async () => {
      const params = { path: { uuid: person.uuid } };
      setLink(await readBody(api.POST('/api/users/{uuid}/reset-link/', { params })));
    }),
    gcTime: 0,
  });
  const close = (): void => {
    setLink(null);
    making.reset();
    onClose();
  };
  const name = person.full_name || person.username;
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={`A new password for ${name}`}
      closeOnClickOutside={link === null}
      closeOnEscape={link === null}
    >
      {link === null ? (
        <Stack>
          <Text size="sm">
            With this link {name} sets a new password: once, within a day. An earlier link stops
            working; the present password stays until then.
          </Text>
          {making.isError && <ErrorAlert error={making.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button loading={making.isPending} onClick={() => making.mutate()} data-autofocus>
              Make link
            </Button>
          </Group>
        </Stack>
      ) : (
        <ResetLinkField {...link} onDone={close} />
      )}
    </Modal>
  );
}

function ResetLinkField({
  url,
  expires_at,
  onDone,
}: {
  url: string;
  expires_at: string;
  onDone: () => void;
}) {
  const clipboard = useClipboard({ timeout: 4000 });
  return (
    <Stack>
      <Alert color="orange" variant="light" icon={<IconEyeOff />} title="Copy it now">
        It will not be shown again. Whoever has it sets the password: send it by a way that others
        cannot read.
      </Alert>
      <TextInput
        label="Link"
        description={`Works until ${formatDateTime(expires_at)}.`}
        value={url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        error={clipboard.error && 'This browser does not let us copy it: select it and copy it.'}
        data-autofocus
      />
      <Group justify="flex-end">
        <Button
          variant="default"
          leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          onClick={() => clipboard.copy(url)}
        >
          {clipboard.copied ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}
