import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showSuccess } from '../parts/show-success.ts';
import { PersonForm, type PersonValues } from './person-form.tsx';

/** Creates an account, then opens its page. */
export function NewPersonDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async ({ password, ...values }: PersonValues): Promise<void> => {
    const body = { ...values, ...(password !== '' && { password }) };
    const { uuid, username } = await readBody(api.POST('/api/users/', { body }));
    void queries.invalidateQueries({ queryKey: queryKeys.people });
    showSuccess(`Account ${username} created.`);
    onClose();
    await navigate({ to: '/people/$uuid', params: { uuid } });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="New person"
      size="lg"
      // A click beside the dialog would lose what was typed.
      closeOnClickOutside={false}
    >
      <PersonForm submitLabel="Create account" onSave={create} onCancel={onClose} />
    </Modal>
  );
}
