import { Button, Group, Modal, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';
import { NewTokenKey } from './new-token-key.tsx';
import type { ApiToken } from './api-tokens-table.tsx';

interface NewTokenDialogProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Makes a token and shows its key, this once. */
export function NewTokenDialog({ person, isOpen, onClose }: NewTokenDialogProps) {
  // Kept here alone, and only until the dialog is closed.
  const [key, setKey] = useState<string | null>(null);
  const close = (): void => {
    setKey(null);
    onClose();
  };
  const isShown = key !== null;
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={isShown ? 'The key of the new token' : 'New token'}
      // A stray click must not lose what is shown once.
      closeOnClickOutside={!isShown}
      closeOnEscape={!isShown}
    >
      {isShown ? (
        <NewTokenKey value={key} onDone={close} />
      ) : (
        <NewTokenForm person={person} onCreate={setKey} onCancel={close} />
      )}
    </Modal>
  );
}

interface NewTokenFormProps {
  person: Person;
  onCreate: (key: string) => void;
  onCancel: () => void;
}

function NewTokenForm({ person, onCreate: onMade, onCancel }: NewTokenFormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState('read');
  const [days, setDays] = useState<number | string>(90);
  const making = useMutation({
    mutationFn: useSingleFlight(async () => {
      const body = {
        name: name.trim(),
        scope: scope as ApiToken['scope'],
        ...(days !== '' && { days: Number(days) }),
      };
      const path = { uuid: person.uuid };
      const { key } = await readBody(
        api.POST('/api/users/{uuid}/tokens/', { params: { path }, body }),
      );
      void queries.invalidateQueries({ queryKey: [...queryKeys.people, person.uuid, 'tokens'] });
      onMade(key);
    }),
    // The reply holds the key.
    gcTime: 0,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          description="What it is for."
          maxLength={150}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={getFieldError(making.error, 'name')}
          required
          data-autofocus
        />
        <Radio.Group label="Scope" value={scope} onChange={setScope}>
          <Stack gap="xs" mt={4}>
            <Radio value="read" label="read" description="Reads what its owner may read." />
            <Radio value="review" label="review" description="Also decides on awards." />
            <Radio
              value="admin"
              label="admin"
              description="All that its owner may, tokens among it."
            />
          </Stack>
        </Radio.Group>
        <NumberInput
          label="Days"
          description="How long it lasts, 3650 at most. Empty: until it is revoked."
          value={days}
          onChange={setDays}
          min={1}
          max={3650}
          allowDecimal={false}
          error={getFieldError(making.error, 'days')}
        />
        <FormError error={making.error} fields={['name', 'days']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={making.isPending}>
            Make token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
