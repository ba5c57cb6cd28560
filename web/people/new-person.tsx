import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { notice } from '../parts/notice.ts';
import { PersonForm, type PersonValues } from './form.tsx';

/** Makes an account, then shows it. */
export function NewPerson({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (body: PersonValues): Promise<void> => {
    const { uuid, username } = await bodyOf(api.POST('/api/users/', { body }));
    void queries.invalidateQueries({ queryKey: keys.people });
    notice(`${username} has an account.`);
    onClose();
    await navigate({ to: '/people/$uuid', params: { uuid } });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title="New person" size="lg">
      <PersonForm action="Make account" onSave={create} onCancel={onClose} />
    </Modal>
  );
}
