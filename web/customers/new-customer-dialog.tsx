import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showSuccess } from '../parts/show-success.ts';
import { CustomerForm, type CustomerValues } from './customer-form.tsx';

/** Creates a customer, then opens its page. */
export function NewCustomerDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (body: CustomerValues): Promise<void> => {
    const { uuid, name } = await readBody(api.POST('/api/customers/', { body }));
    void queries.invalidateQueries({ queryKey: queryKeys.customers });
    showSuccess(`Customer ${name} created.`);
    onClose();
    await navigate({ to: '/customers/$uuid', params: { uuid } });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="New customer"
      size="lg"
      // A click beside the dialog would lose what was typed.
      closeOnClickOutside={false}
    >
      <CustomerForm submitLabel="Create customer" onSave={create} onCancel={onClose} />
    </Modal>
  );
}
