import { Radio, Stack, Text } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import type { Person } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { formatPersonName } from '../parts/person-name.ts';
import { PersonSelect } from '../parts/person-select.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useApiForm } from '../parts/use-api-form.ts';
import type { RoleScope } from './role-scope.ts';
import { parseRole } from './role-text.ts';
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
}

function GrantRoleForm<Role extends string>({
  scope,
  onClose,
}: Omit<GrantRoleDialogProps<Role>, 'isOpen'>) {
  const { roleTexts } = scope;
  const invalidate = useInvalidateQueries(scope.staleKeys);
  const { form, formProps, ...sending } = useApiForm<GrantRoleValues>({
    initialValues: { user: null, role: scope.defaultRole },
    validate: { user: isNotEmpty('Choose a person from the list.') },
    onSend: async ({ user, role: text }) => {
      const role = parseRole(roleTexts, text);
      if (user === null || role === undefined) return;
      await scope.grantRole({ user: user.uuid, role });
      showSuccess(`${formatPersonName(user)} is now ${roleTexts[role].name.toLowerCase()}.`);
      await invalidate();
      onClose();
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
        <Radio.Group label="Role" {...form.getInputProps('role')}>
          <Stack gap="xs" mt="xs">
            {(Object.keys(roleTexts) as Role[]).map((role) => (
              <Radio
                key={role}
                value={role}
                label={roleTexts[role].name}
                description={roleTexts[role].description}
              />
            ))}
          </Stack>
        </Radio.Group>
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
