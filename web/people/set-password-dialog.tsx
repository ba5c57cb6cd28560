import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { showSuccess } from '../parts/show-success.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { passwordHint } from '../parts/password-hint.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';

interface SetPasswordDialogProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Gives an account a password. */
export function SetPasswordDialog({ person, isOpen, onClose }: SetPasswordDialogProps) {
  const name = person.full_name || person.username;
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Set the password of ${name}`}>
      <SetPasswordForm person={person} onDone={onClose} />
    </Modal>
  );
}

function SetPasswordForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const setting = useMutation({
    mutationFn: useSingleFlight(async () => {
      const path = { uuid: person.uuid };
      await readBody(api.PATCH('/api/users/{uuid}/', { params: { path }, body: { password } }));
      showSuccess('The password is set.');
      void queries.invalidateQueries({ queryKey: queryKeys.me });
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
          error={getFieldError(setting.error, 'password')}
          required
          data-autofocus
        />
        <FormError error={setting.error} fields={['password']} />
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
