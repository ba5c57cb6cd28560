import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Customer } from '../api/types.ts';
import { Confirm } from '../parts/confirm.tsx';
import { notice } from '../parts/notice.ts';

interface DeleteCustomerProps {
  customer: Customer;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, deletes, and goes back to the list. */
export function DeleteCustomer({ customer, isOpen, onClose }: DeleteCustomerProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { uuid, name, users_count } = customer;
  const remove = async (): Promise<void> => {
    await bodyOf(api.DELETE('/api/customers/{uuid}/', { params: { path: { uuid } } }));
    notice(`${name} is deleted.`);
    await navigate({ to: '/customers' });
    queries.removeQueries({ queryKey: [...keys.customers, uuid] });
    void queries.invalidateQueries({ queryKey: keys.customers });
  };
  return (
    <Confirm
      isOpen={isOpen}
      onClose={onClose}
      title={`Delete ${name}?`}
      action="Delete customer"
      onConfirm={remove}
    >
      It goes for good
      {users_count > 0 && `, with the roles that ${peopleInWords(users_count)} in it`}. While a
      template or a project belongs to it, it cannot be deleted.
    </Confirm>
  );
}

const peopleInWords = (count: number): string =>
  count === 1 ? 'one person has' : `${count} people have`;
