/* The dialog that grants a person a role in a customer or project. */

import { Stack, Text, TextInput } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import type { Person } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { formatPersonName } from '../parts/person-name.ts';
import { PersonSelect } from '../parts/person-select.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import { findMemberRole, isSameEnd } from './find-role.ts';
import { checkEndDay, endDayField, toExpirationTime } from './role-end.ts';
import { RoleRadioGroup } from './role-radio-group.tsx';
import type { RoleScope } from './role-scope.ts';
import { formatRole, parseRole } from './role-text.ts';
import { useInvalidateQueries } from './use-invalidate-queries.ts';

interface GrantRoleDialogProps<Role extends string> {
  scope: RoleScope<Role>;
  isOpen: boolean;
  onClose: () => void;
}

/** Finds a person and grants them a role. */
export function GrantRoleDialog<Role extends string>({
  scope,
  isOpen,
  onClose,
}: GrantRoleDialogProps<Role>) {
  return (
    <FormDialog opened={isOpen} onClose={onClose} title={`Grant a role in ${scope.name}`}>
      <GrantRoleForm scope={scope} onClose={onClose} />
    </FormDialog>
  );
}

interface GrantRoleValues {
  user: Person | null;
  role: string;
  /** A day. */
  expiration_time: string;
}

function GrantRoleForm<Role extends string>({
  scope,
  onClose,
}: Omit<GrantRoleDialogProps<Role>, 'isOpen'>) {
  const { roleTexts } = scope;
  const invalidate = useInvalidateQueries(scope.staleKeys);
  const { form, formProps, ...sending } = useApiForm<GrantRoleValues>({
    initialValues: { user: null, role: scope.defaultRole, expiration_time: '' },
    validate: {
      user: isNotEmpty('Choose a person from the list.'),
      expiration_time: (day) => checkEndDay(day),
    },
    onSend: async ({ user, role: text, expiration_time: day }) => {
      const role = parseRole(roleTexts, text);
      if (user === null || role === undefined) return;
      const expiration_time = toExpirationTime(day);
      await scope.grantRole({ user: user.uuid, role, expiration_time });
      showSuccess(`${formatPersonName(user)} is now ${roleTexts[role].name.toLowerCase()}.`);
      await invalidate();
      onClose();
    },
    checkOutcome: async ({ user, role, expiration_time: day }) => {
      if (user === null) return null;
      const member = await findMemberRole(scope, user.uuid, role);
      if (member === null || !isSameEnd(member.expiration_time, toExpirationTime(day))) return null;
      const roleName = formatRole(roleTexts, role).toLowerCase();
      return `${formatPersonName(user)} is ${roleName} of ${scope.name}.`;
    },
  });
  const { error: userError } = form.getInputProps('user');
  return (
    <form {...formProps}>
      <Stack>
        <PersonSelect
          onChoose={(person) => form.setFieldValue('user', person)}
          error={userError as string | undefined}
        />
        <RoleRadioGroup roleTexts={roleTexts} {...form.getInputProps('role')} />
        <TextInput type="date" {...endDayField} {...form.getInputProps('expiration_time')} />
        {scope.grantHint && (
          <Text size="sm" c="dimmed">
            {scope.grantHint}
          </Text>
        )}
        <FormFooter submitLabel="Grant role" {...sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
