import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Customer } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { describeGone } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';

interface DeleteCustomerDialogProps {
  customer: Customer;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, deletes the customer, then opens the list. */
export function DeleteCustomerDialog({ customer, isOpen, onClose }: DeleteCustomerDialogProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { uuid, name, users_count } = customer;
  const remove = async (): Promise<void> => {
    await readBody(api.DELETE('/api/customers/{uuid}/', { params: { path: { uuid } } }));
    showSuccess(`Customer ${name} deleted.`);
    await openList();
  };
  const openList = async (): Promise<void> => {
    await navigate({ to: '/customers' });
    queries.removeQueries({ queryKey: [...queryKeys.customers, uuid] });
    void queries.invalidateQueries({ queryKey: queryKeys.customers });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onHappened={() => void openList()}
      title={`Delete ${name}?`}
      confirmLabel="Delete customer"
      onConfirm={remove}
      checkOutcome={() =>
        describeGone(
          () => readBody(api.GET('/api/customers/{uuid}/', { params: { path: { uuid } } })),
          `The customer ${name} is deleted.`,
        )
      }
    >
      This cannot be undone.{' '}
      {users_count > 0 && `The roles of ${formatPeopleCount(users_count)} in it are deleted too. `}A
      customer that has templates or projects cannot be deleted.
    </ConfirmDialog>
  );
}

const formatPeopleCount = (count: number): string =>
  count === 1 ? 'one person' : `${count} people`;
