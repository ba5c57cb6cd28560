import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showSuccess } from '../parts/show-success.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { passwordHint } from '../parts/password-hint.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';

/** Changes one's own password; whoever knows the one before may. */
export function ChangePasswordDialog({
  isOpen,
  onClose,
}: {
  isOpen: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Change your password">
      <ChangePasswordForm onDone={onClose} />
    </Modal>
  );
}

const fieldNames = ['current_password', 'new_password'];

function ChangePasswordForm({ onDone }: { onDone: () => void }) {
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const changing = useMutation({
    mutationFn: useSingleFlight(async () => {
      const body = { current_password: current, new_password: next };
      await readBody(api.POST('/api/users/me/password/', { body }));
      showSuccess('Your password is changed. You are signed out everywhere else.');
      void queries.invalidateQueries({ queryKey: queryKeys.people });
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
          error={getFieldError(changing.error, 'current_password')}
          required
          data-autofocus
        />
        <PasswordInput
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={getFieldError(changing.error, 'new_password')}
          required
        />
        <FormError error={changing.error} fields={fieldNames} />
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
