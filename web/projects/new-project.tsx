import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { ChosenCustomer } from '../parts/customer-select.tsx';
import { notice } from '../parts/notice.ts';
import { ProjectForm, type ProjectValues } from './form.tsx';

/** Makes a project that no award manages, then shows it. */
export function NewProject({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (values: ProjectValues, customer: ChosenCustomer | null): Promise<void> => {
    const body = { ...values, customer: customer?.url ?? '' };
    const { uuid, name } = await bodyOf(api.POST('/api/projects/', { body }));
    for (const queryKey of [keys.projects, keys.customers]) {
      void queries.invalidateQueries({ queryKey });
    }
    notice(`${name} is there.`);
    onClose();
    await navigate({ to: '/projects/$uuid', params: { uuid } });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="New project"
      size="lg"
      // A click beside it would lose what was typed.
      closeOnClickOutside={false}
    >
      <ProjectForm action="Make project" onSave={create} onCancel={onClose} />
    </Modal>
  );
}
