/* The dialog in which readers change their own password. */

import { PasswordInput, Stack, Text } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { passwordHint } from '../parts/password-hint.ts';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';

interface ChangePasswordDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Changes the reader's own password; the current one is required. */
export function ChangePasswordDialog({ isOpen, onClose }: ChangePasswordDialogProps) {
  return (
    <FormDialog opened={isOpen} onClose={onClose} title="Change your password">
      <ChangePasswordForm onClose={onClose} />
    </FormDialog>
  );
}

function ChangePasswordForm({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { current_password: '', new_password: '' },
    validate: {
      current_password: isNotEmpty('The current password is required.'),
      new_password: isNotEmpty('A new password is required.'),
    },
    onSend: async (body) => {
      await readBody(api.POST('/api/users/me/password/', { body }));
      showSuccess('Your password is changed. All your other sessions have ended.');
      void queries.invalidateQueries({ queryKey: queryKeys.people });
      onClose();
    },
    checkOutcome: {
      advice:
        'Try again. If the current password is refused then, either it is mistyped or the new one is set already: try both when you next sign in.',
    },
  });
  return (
    <form {...formProps}>
      <Stack>
        <Text size="sm">You stay signed in here. All your other sessions end.</Text>
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          data-autofocus
          {...form.getInputProps('current_password')}
        />
        <PasswordInput
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          required
          {...form.getInputProps('new_password')}
        />
        <FormFooter submitLabel="Change password" {...sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
