/* The dialog that revokes a role in a customer or project. */

import type { Member } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { findMemberRole } from './find-role.ts';
import { formatMemberName } from './member-name.tsx';
import type { RoleScope } from './role-scope.ts';
import { formatRole, parseRole } from './role-text.ts';
import { useInvalidateQueries } from './use-invalidate-queries.ts';

interface RevokeRoleDialogProps<Role extends string> {
  scope: RoleScope<Role>;
  member: Member;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, then revokes somebody's role. */
export function RevokeRoleDialog<Role extends string>({
  scope,
  member,
  isOpen,
  onClose,
}: RevokeRoleDialogProps<Role>) {
  const invalidate = useInvalidateQueries(scope.staleKeys);
  const memberName = formatMemberName(member);
  const roleName = formatRole(scope.roleTexts, member.role_name).toLowerCase();
  const revoke = async (): Promise<void> => {
    const role = parseRole(scope.roleTexts, member.role_name);
    if (role === undefined || member.state === 'invited') {
      throw new Error(`These pages cannot revoke the role ${member.role_name}.`);
    }
    await scope.revokeRole({ user: member.user_uuid, role });
    showSuccess(`${memberName} is no longer ${roleName} of ${scope.name}.`);
    await invalidate();
  };
  const checkOutcome = async (): Promise<string | null> =>
    (await findMemberRole(scope, member.user_uuid, member.role_name)) === null
      ? `${memberName} is not ${roleName} of ${scope.name}.`
      : null;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Revoke the role ${roleName}?`}
      confirmLabel="Revoke role"
      onConfirm={revoke}
      checkOutcome={checkOutcome}
    >
      {scope.describeRevocation(memberName)}
    </ConfirmDialog>
  );
}
