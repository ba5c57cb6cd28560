import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showSuccess } from '../parts/show-success.ts';
import { ResourceForm, type ResourceValues } from './resource-form.tsx';

/** Creates a resource, then opens its page. */
export function NewResourceDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = async (body: ResourceValues): Promise<void> => {
    const { uuid, name } = await readBody(api.POST('/api/openportal-resources/', { body }));
    void queries.invalidateQueries({ queryKey: queryKeys.resources });
    showSuccess(`Resource ${name} created.`);
    onClose();
    await navigate({ to: '/resources/$uuid', params: { uuid } });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="New resource"
      size="lg"
      // A click beside the dialog would lose what was typed.
      closeOnClickOutside={false}
    >
      <ResourceForm submitLabel="Create resource" onSave={create} onCancel={onClose} />
    </Modal>
  );
}
