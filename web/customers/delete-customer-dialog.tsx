import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Customer } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { useDeletion } from '../parts/use-deletion.ts';

interface DeleteCustomerDialogProps {
  customer: Customer;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, deletes the customer, then opens the list. */
export function DeleteCustomerDialog({ customer, isOpen, onClose }: DeleteCustomerDialogProps) {
  const params = { path: { uuid: customer.uuid } };
  const deletion = useDeletion({
    kind: 'customer',
    item: customer,
    send: () => readBody(api.DELETE('/api/customers/{uuid}/', { params })),
    read: () => readBody(api.GET('/api/customers/{uuid}/', { params })),
    listPath: '/customers',
    queryKey: queryKeys.customers,
  });
  return (
    <ConfirmDialog isOpen={isOpen} onClose={onClose} {...deletion}>
      This cannot be undone.{' '}
      {customer.users_count > 0 &&
        `The roles of ${formatPeopleCount(customer.users_count)} in it are deleted too. `}
      A customer that has templates or projects cannot be deleted.
    </ConfirmDialog>
  );
}

const formatPeopleCount = (count: number): string =>
  count === 1 ? 'one person' : `${count} people`;
