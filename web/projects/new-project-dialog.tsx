import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { CustomerOption } from '../parts/customer-select.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { ProjectForm, type ProjectValues } from './project-form.tsx';

/** Creates a project that no award manages, then opens its page. */
export function NewProjectDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (values: ProjectValues, customer: CustomerOption | null): Promise<void> => {
    const body = { ...values, customer: customer?.url ?? '' };
    const { uuid, name } = await readBody(api.POST('/api/projects/', { body }));
    for (const queryKey of [queryKeys.projects, queryKeys.customers]) {
      void queries.invalidateQueries({ queryKey });
    }
    showSuccess(`Project ${name} created.`);
    onClose();
    await navigate({ to: '/projects/$uuid', params: { uuid } });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="New project"
      size="lg"
      // A click beside the dialog would lose what was typed.
      closeOnClickOutside={false}
    >
      <ProjectForm submitLabel="Create project" onSave={create} onCancel={onClose} />
    </Modal>
  );
}
