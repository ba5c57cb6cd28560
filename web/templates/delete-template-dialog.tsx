import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Template } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';

interface DeleteTemplateDialogProps {
  template: Template;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, deletes, and goes back to the list. */
export function DeleteTemplateDialog({ template, isOpen, onClose }: DeleteTemplateDialogProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { uuid, name, portal, offering } = template;
  const remove = async (): Promise<void> => {
    const path = { uuid };
    await readBody(api.DELETE('/api/openportal-project-template/{uuid}/', { params: { path } }));
    showSuccess(`${name} is deleted.`);
    // What was typed into it is of no use any more.
    await navigate({ to: '/templates', ignoreBlocker: true });
    queries.removeQueries({ queryKey: [...queryKeys.templates, uuid] });
    void queries.invalidateQueries({ queryKey: queryKeys.templates });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Delete ${name}?`}
      confirmLabel="Delete template"
      onConfirm={remove}
    >
      It goes for good, and requests of {portal} for {offering} that name it are refused from then
      on. While awards of it are held it cannot be deleted.
    </ConfirmDialog>
  );
}
