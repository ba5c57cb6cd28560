import { api, readBody } from '../api/api-client.ts';
import type { Invitation } from '../api/types.ts';
import type { RoleName, RoleScope } from '../members/role-scope.ts';
import { useInvalidateQueries } from '../members/use-invalidate-queries.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { describeGone } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';

interface WithdrawDialogProps<Role extends RoleName> {
  scope: RoleScope<Role>;
  invitation: Invitation;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, then withdraws an invitation. */
export function WithdrawDialog<Role extends RoleName>(props: WithdrawDialogProps<Role>) {
  const { scope, invitation, isOpen, onClose } = props;
  const { uuid, email } = invitation;
  const invalidate = useInvalidateQueries(scope.staleKeys);
  const withdraw = async (): Promise<void> => {
    const path = { uuid };
    await readBody(api.POST('/api/user-invitations/{uuid}/cancel/', { params: { path } }));
    showSuccess(`The invitation of ${email} is withdrawn.`);
    await invalidate();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Withdraw this invitation?"
      confirmLabel="Withdraw invitation"
      onConfirm={withdraw}
      checkOutcome={() =>
        describeGone(
          () => readBody(api.GET('/api/user-invitations/{uuid}/', { params: { path: { uuid } } })),
          `The invitation of ${email} is not open any more.`,
        )
      }
    >
      {email} then gets no role in {scope.name} when signing in. You can invite this address again.
    </ConfirmDialog>
  );
}
