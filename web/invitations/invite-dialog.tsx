/* The dialog that invites somebody to a customer or project. */

import { Stack, Text, TextInput } from '@mantine/core';
import { api, readBody } from '../api/api-client.ts';
import { findRoleByEmail } from '../members/find-role.ts';
import { checkEndDay, endDayField, toExpirationTime } from '../members/role-end.ts';
import { RoleRadioGroup } from '../members/role-radio-group.tsx';
import type { RoleName, RoleScope } from '../members/role-scope.ts';
import { formatRole, parseRole } from '../members/role-text.ts';
import { useInvalidateQueries } from '../members/use-invalidate-queries.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';

interface InviteDialogProps<Role extends RoleName> {
  scope: RoleScope<Role>;
  isOpen: boolean;
  onClose: () => void;
}

/** Invites somebody by e-mail address to a customer or project. */
export function InviteDialog<Role extends RoleName>({
  scope,
  isOpen,
  onClose,
}: InviteDialogProps<Role>) {
  return (
    <FormDialog opened={isOpen} onClose={onClose} title={`Invite to ${scope.name}`}>
      <InviteForm scope={scope} onClose={onClose} />
    </FormDialog>
  );
}

function InviteForm<Role extends RoleName>({
  scope,
  onClose,
}: Omit<InviteDialogProps<Role>, 'isOpen'>) {
  const { roleTexts, url, defaultRole } = scope;
  const invalidate = useInvalidateQueries(scope.staleKeys);
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { email: '', role: defaultRole as string, expiration_time: '' },
    validate: {
      email: (email) => (email.trim() === '' ? 'An e-mail address is required.' : null),
      expiration_time: (day) => checkEndDay(day),
    },
    onSend: async ({ email: typed, role: text, expiration_time: day }) => {
      const role = parseRole(roleTexts, text);
      if (role === undefined) return;
      const email = typed.trim();
      const expiration_time = toExpirationTime(day);
      const body = { email, role, scope: url, expiration_time };
      const { state } = await readBody(api.POST('/api/user-invitations/', { body }));
      showSuccess(
        state === 'accepted'
          ? `${email} has an account, and is now ${roleTexts[role].name.toLowerCase()}.`
          : `${email} is invited.`,
      );
      await invalidate();
      onClose();
    },
    checkOutcome: async ({ email: typed, role }) => {
      const found = await findRoleByEmail(scope, typed.trim(), role);
      if (found === null) return null;
      const state = found.state === 'invited' ? 'invited as' : 'now';
      return `${typed.trim()} is ${state} ${formatRole(roleTexts, role).toLowerCase()}.`;
    },
  });
  return (
    <form {...formProps}>
      <Stack>
        <TextInput
          type="email"
          label="E-mail"
          description="The address with which this person signs in."
          autoComplete="off"
          spellCheck={false}
          required
          data-autofocus
          {...form.getInputProps('email')}
        />
        <RoleRadioGroup roleTexts={roleTexts} {...form.getInputProps('role')} />
        <TextInput type="date" {...endDayField} {...form.getInputProps('expiration_time')} />
        <Text size="sm" c="dimmed">
          Somebody who has signed in with this address gets the role at once.
        </Text>
        <FormFooter submitLabel="Invite" {...sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
