import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showSuccess } from '../parts/show-success.ts';
import { PersonForm, type PersonValues } from './person-form.tsx';

/** Makes an account, then shows it. */
export function NewPersonDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (body: PersonValues): Promise<void> => {
    const { uuid, username } = await readBody(api.POST('/api/users/', { body }));
    void queries.invalidateQueries({ queryKey: queryKeys.people });
    showSuccess(`${username} has an account.`);
    onClose();
    await navigate({ to: '/people/$uuid', params: { uuid } });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title="New person" size="lg">
      <PersonForm submitLabel="Make account" onSave={create} onCancel={onClose} />
    </Modal>
  );
}
