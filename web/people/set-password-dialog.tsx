/* The dialog in which staff set another person's password. */

import { PasswordInput, Stack, Text } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { passwordHint } from '../parts/password-hint.ts';
import { formatPersonName } from '../parts/person-name.ts';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';

interface SetPasswordDialogProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Sets the password of somebody else's account. */
export function SetPasswordDialog({ person, isOpen, onClose }: SetPasswordDialogProps) {
  return (
    <FormDialog
      opened={isOpen}
      onClose={onClose}
      title={`Set the password of ${formatPersonName(person)}`}
    >
      <SetPasswordForm person={person} onClose={onClose} />
    </FormDialog>
  );
}

function SetPasswordForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const queries = useQueryClient();
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { password: '' },
    validate: { password: isNotEmpty('A new password is required.') },
    onSend: async (body) => {
      const path = { uuid: person.uuid };
      await readBody(api.PATCH('/api/users/{uuid}/', { params: { path }, body }));
      showSuccess('The password is set.');
      void queries.invalidateQueries({ queryKey: queryKeys.people });
      onClose();
    },
    checkOutcome: { advice: 'Nothing shows whether the password is set. You can set it again.' },
  });
  return (
    <form {...formProps}>
      <Stack>
        <Text size="sm">
          The old password stops working and all sessions of {person.username} end. Send the new
          password by a way that nobody else can read.
        </Text>
        <PasswordInput
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          required
          data-autofocus
          {...form.getInputProps('password')}
        />
        <FormFooter submitLabel="Set password" {...sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
