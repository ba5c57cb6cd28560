import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Person } from '../api/types.ts';
import { notice } from '../parts/notice.ts';
import { useOnce } from '../parts/once.ts';
import { passwordHint } from '../parts/password-hint.ts';
import { Refusal, saidOf } from '../parts/refusal.tsx';

interface SetPasswordProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Gives an account a password. */
export function SetPassword({ person, isOpen, onClose }: SetPasswordProps) {
  const name = person.full_name || person.username;
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Set the password of ${name}`}>
      <Form person={person} onDone={onClose} />
    </Modal>
  );
}

function Form({ person, onDone }: { person: Person; onDone: () => void }) {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const setting = useMutation({
    mutationFn: useOnce(async () => {
      const path = { uuid: person.uuid };
      await bodyOf(api.PATCH('/api/users/{uuid}/', { params: { path }, body: { password } }));
      notice('The password is set.');
      void queries.invalidateQueries({ queryKey: keys.me });
      onDone();
    }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setting.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          The one before stops working, and all sessions end. Tell it to {person.username} by a way
          that others cannot read.
        </Text>
        <PasswordInput
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={saidOf(setting.error, 'password')}
          required
          data-autofocus
        />
        <Refusal error={setting.error} fields={['password']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={setting.isPending}>
            Set password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
