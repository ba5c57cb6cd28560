import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Template } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { describeGone } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';

interface DeleteTemplateDialogProps {
  template: Template;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, deletes the template, then opens the list. */
export function DeleteTemplateDialog({ template, isOpen, onClose }: DeleteTemplateDialogProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { uuid, name, portal, offering } = template;
  const remove = async (): Promise<void> => {
    const path = { uuid };
    await readBody(api.DELETE('/api/openportal-project-template/{uuid}/', { params: { path } }));
    showSuccess(`Template ${name} deleted.`);
    await openList();
  };
  const openList = async (): Promise<void> => {
    // Unsaved input in a deleted template must not block leaving the page.
    await navigate({ to: '/templates', ignoreBlocker: true });
    queries.removeQueries({ queryKey: [...queryKeys.templates, uuid] });
    void queries.invalidateQueries({ queryKey: queryKeys.templates });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onHappened={() => void openList()}
      title={`Delete ${name}?`}
      confirmLabel="Delete template"
      onConfirm={remove}
      checkOutcome={() =>
        describeGone(
          () =>
            readBody(
              api.GET('/api/openportal-project-template/{uuid}/', { params: { path: { uuid } } }),
            ),
          `The template ${name} is deleted.`,
        )
      }
    >
      This cannot be undone. Requests of {portal} for {offering} that name this template are refused
      from then on. A template that awards use cannot be deleted.
    </ConfirmDialog>
  );
}
