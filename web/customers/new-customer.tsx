import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { notice } from '../parts/notice.ts';
import { CustomerForm, type CustomerValues } from './form.tsx';

/** Makes a customer, then shows it. */
export function NewCustomer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (body: CustomerValues): Promise<void> => {
    const { uuid, name } = await bodyOf(api.POST('/api/customers/', { body }));
    void queries.invalidateQueries({ queryKey: keys.customers });
    notice(`${name} is there.`);
    onClose();
    await navigate({ to: '/customers/$uuid', params: { uuid } });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title="New customer" size="lg">
      <CustomerForm action="Make customer" onSave={create} onCancel={onClose} />
    </Modal>
  );
}
