import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Template } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { useDeletion } from '../parts/use-deletion.ts';

interface DeleteTemplateDialogProps {
  template: Template;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, deletes the template, then opens the list. */
export function DeleteTemplateDialog({ template, isOpen, onClose }: DeleteTemplateDialogProps) {
  const params = { path: { uuid: template.uuid } };
  const deletion = useDeletion({
    kind: 'template',
    item: template,
    send: () => readBody(api.DELETE('/api/openportal-project-template/{uuid}/', { params })),
    read: () => readBody(api.GET('/api/openportal-project-template/{uuid}/', { params })),
    listPath: '/templates',
    queryKey: queryKeys.templates,
  });
  return (
    <ConfirmDialog isOpen={isOpen} onClose={onClose} {...deletion}>
      This cannot be undone. Requests of {template.portal} for {template.offering} that name this
      template are refused from then on. A template that awards use cannot be deleted.
    </ConfirmDialog>
  );
}
