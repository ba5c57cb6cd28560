import { Button, Group, Modal, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Person } from '../api/types.ts';
import { useOnce } from '../parts/once.ts';
import { Refusal, saidOf } from '../parts/refusal.tsx';
import { NewKey } from './new-key.tsx';
import type { Token } from './tokens-table.tsx';

interface NewTokenProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Makes a token and shows its key, this once. */
export function NewToken({ person, isOpen, onClose }: NewTokenProps) {
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
        <NewKey value={key} onDone={close} />
      ) : (
        <Form person={person} onMade={setKey} onCancel={close} />
      )}
    </Modal>
  );
}

interface FormProps {
  person: Person;
  onMade: (key: string) => void;
  onCancel: () => void;
}

function Form({ person, onMade, onCancel }: FormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState('read');
  const [days, setDays] = useState<number | string>(90);
  const making = useMutation({
    mutationFn: useOnce(async () => {
      const body = {
        name: name.trim(),
        scope: scope as Token['scope'],
        ...(days !== '' && { days: Number(days) }),
      };
      const path = { uuid: person.uuid };
      const { key } = await bodyOf(
        api.POST('/api/users/{uuid}/tokens/', { params: { path }, body }),
      );
      void queries.invalidateQueries({ queryKey: [...keys.people, person.uuid, 'tokens'] });
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
          error={saidOf(making.error, 'name')}
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
          error={saidOf(making.error, 'days')}
        />
        <Refusal error={making.error} fields={['name', 'days']} />
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
