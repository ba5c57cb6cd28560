/* The dialog that changes when a role ends. */

import { Stack, Text, TextInput } from '@mantine/core';
import type { Member } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { formatDate } from '../parts/time-format.tsx';
import { useApiForm } from '../parts/use-api-form.ts';
import { findMemberRole, isSameEnd } from './find-role.ts';
import { formatMemberName } from './member-name.tsx';
import { checkEndDay, endDayField, toEndDay, toExpirationTime } from './role-end.ts';
import type { RoleScope } from './role-scope.ts';
import { formatRole, parseRole } from './role-text.ts';
import { useInvalidateQueries } from './use-invalidate-queries.ts';

interface ChangeEndDialogProps<Role extends string> {
  scope: RoleScope<Role>;
  member: Member;
  isOpen: boolean;
  onClose: () => void;
}

/** Changes when somebody's role ends. */
export function ChangeEndDialog<Role extends string>(props: ChangeEndDialogProps<Role>) {
  const { scope, member, isOpen, onClose } = props;
  const roleName = formatRole(scope.roleTexts, member.role_name).toLowerCase();
  return (
    <FormDialog opened={isOpen} onClose={onClose} title={`When the role ${roleName} ends`}>
      <ChangeEndForm scope={scope} member={member} onClose={onClose} />
    </FormDialog>
  );
}

function ChangeEndForm<Role extends string>({
  scope,
  member,
  onClose,
}: Omit<ChangeEndDialogProps<Role>, 'isOpen'>) {
  const invalidate = useInvalidateQueries(scope.staleKeys);
  const name = formatMemberName(member);
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { expiration_time: toEndDay(member.expiration_time) },
    validate: { expiration_time: (day) => checkEndDay(day) },
    onSend: async ({ expiration_time: day }) => {
      const role = parseRole(scope.roleTexts, member.role_name);
      if (role === undefined) throw new Error(`These pages do not know ${member.role_name}.`);
      const expiration_time = toExpirationTime(day, member.expiration_time);
      await scope.changeRoleEnd({ user: member.user_uuid, role, expiration_time });
      showSuccess(describeEnd(name, day));
      await invalidate();
      onClose();
    },
    checkOutcome: async ({ expiration_time: day }) => {
      const stored = await findMemberRole(scope, member.user_uuid, member.role_name);
      const end = toExpirationTime(day, member.expiration_time);
      if (stored === null || !isSameEnd(stored.expiration_time, end)) return null;
      return describeEnd(name, day);
    },
  });
  return (
    <form {...formProps}>
      <Stack>
        <Text size="sm">
          {name} in {scope.name}
        </Text>
        <TextInput
          type="date"
          {...endDayField}
          data-autofocus
          {...form.getInputProps('expiration_time')}
        />
        <FormFooter submitLabel="Save" {...sending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

const describeEnd = (name: string, day: string): string =>
  day === ''
    ? `The role of ${name} does not end.`
    : `The role of ${name} ends on ${formatDate(day)}.`;
