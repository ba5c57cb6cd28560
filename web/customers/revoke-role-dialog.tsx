import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Customer, Member } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { parseCustomerRole, formatCustomerRole } from '../parts/customer-roles.ts';
import { showSuccess } from '../parts/show-success.ts';
import { formatMemberName } from './customer-members-table.tsx';

interface RevokeRoleDialogProps {
  customer: Customer;
  member: Member;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, then takes somebody's role in a customer away. */
export function RevokeRoleDialog({ customer, member, isOpen, onClose }: RevokeRoleDialogProps) {
  const queries = useQueryClient();
  const name = formatMemberName(member);
  const role = formatCustomerRole(member.role_name).toLowerCase();
  const take = async (): Promise<void> => {
    const known = parseCustomerRole(member.role_name);
    if (known === undefined || member.user_uuid === null) return;
    await readBody(
      api.POST('/api/customers/{uuid}/delete_user/', {
        params: { path: { uuid: customer.uuid } },
        body: { user: member.user_uuid, role: known },
      }),
    );
    showSuccess(`${name} is no longer ${role}.`);
    await Promise.all(
      [queryKeys.customers, queryKeys.me].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Take away the role ${role}?`}
      confirmLabel="Take away"
      onConfirm={take}
    >
      {name} can no longer review awards of {customer.name}, nor see them, unless another role says
      otherwise. This holds from the next click on. What {name} decided stays as it is.
    </ConfirmDialog>
  );
}
