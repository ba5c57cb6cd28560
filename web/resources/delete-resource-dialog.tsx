import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Resource } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { useDeletion } from '../parts/use-deletion.ts';
import { readResource } from './resource-queries.ts';

interface DeleteResourceDialogProps {
  resource: Resource;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, deletes the resource, then opens the list. */
export function DeleteResourceDialog({ resource, isOpen, onClose }: DeleteResourceDialogProps) {
  const params = { path: { uuid: resource.uuid } };
  const deletion = useDeletion({
    kind: 'resource',
    item: resource,
    send: () => readBody(api.DELETE('/api/openportal-resources/{uuid}/', { params })),
    read: () => readResource(resource.uuid),
    listPath: '/resources',
    queryKey: queryKeys.resources,
  });
  return (
    <ConfirmDialog isOpen={isOpen} onClose={onClose} {...deletion}>
      This cannot be undone. Nothing is changed on the machine. A resource that a template names or
      on which a project has a place cannot be deleted.
    </ConfirmDialog>
  );
}
