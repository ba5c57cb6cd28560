import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { notice } from '../parts/notice.ts';
import { useOnce } from '../parts/once.ts';
import { passwordHint } from '../parts/password-hint.ts';
import { Refusal, saidOf } from '../parts/refusal.tsx';

/** Changes one's own password; whoever knows the one before may. */
export function ChangePassword({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Change your password">
      <Form onDone={onClose} />
    </Modal>
  );
}

const fields = ['current_password', 'new_password'];

function Form({ onDone }: { onDone: () => void }) {
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const changing = useMutation({
    mutationFn: useOnce(async () => {
      const body = { current_password: current, new_password: next };
      await bodyOf(api.POST('/api/users/me/password/', { body }));
      notice('Your password is changed. You are signed out everywhere else.');
      void queries.invalidateQueries({ queryKey: keys.people });
      onDone();
    }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    changing.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">You stay signed in here; everywhere else you are signed out.</Text>
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={saidOf(changing.error, 'current_password')}
          required
          data-autofocus
        />
        <PasswordInput
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={saidOf(changing.error, 'new_password')}
          required
        />
        <Refusal error={changing.error} fields={fields} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={changing.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
