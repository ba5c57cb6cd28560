import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Customer, Member } from '../api/types.ts';
import { Confirm } from '../parts/confirm.tsx';
import { customerRole, roleName } from '../parts/customer-roles.ts';
import { notice } from '../parts/notice.ts';
import { nameOf } from './members-table.tsx';

interface TakeRoleProps {
  customer: Customer;
  member: Member;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, then takes somebody's role in a customer away. */
export function TakeRole({ customer, member, isOpen, onClose }: TakeRoleProps) {
  const queries = useQueryClient();
  const name = nameOf(member);
  const role = roleName(member.role_name).toLowerCase();
  const take = async (): Promise<void> => {
    const known = customerRole(member.role_name);
    if (known === undefined || member.user_uuid === null) return;
    await bodyOf(
      api.POST('/api/customers/{uuid}/delete_user/', {
        params: { path: { uuid: customer.uuid } },
        body: { user: member.user_uuid, role: known },
      }),
    );
    notice(`${name} is no longer ${role}.`);
    await Promise.all(
      [keys.customers, keys.me].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };
  return (
    <Confirm
      isOpen={isOpen}
      onClose={onClose}
      title={`Take away the role ${role}?`}
      action="Take away"
      onConfirm={take}
    >
      {name} can no longer review awards of {customer.name}, nor see them, unless another role says
      otherwise. This holds from the next click on. What {name} decided stays as it is.
    </Confirm>
  );
}
