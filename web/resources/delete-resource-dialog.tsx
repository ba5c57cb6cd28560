import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Resource } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { describeGone } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';
import { readResource } from './resource-queries.ts';

interface DeleteResourceDialogProps {
  resource: Resource;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks for confirmation, deletes the resource, then opens the list. */
export function DeleteResourceDialog({ resource, isOpen, onClose }: DeleteResourceDialogProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { uuid, name } = resource;
  const remove = async (): Promise<void> => {
    await readBody(api.DELETE('/api/openportal-resources/{uuid}/', { params: { path: { uuid } } }));
    showSuccess(`Resource ${name} deleted.`);
    await openList();
  };
  const openList = async (): Promise<void> => {
    await navigate({ to: '/resources' });
    queries.removeQueries({ queryKey: [...queryKeys.resources, uuid] });
    void queries.invalidateQueries({ queryKey: queryKeys.resources });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onHappened={() => void openList()}
      title={`Delete ${name}?`}
      confirmLabel="Delete resource"
      onConfirm={remove}
      checkOutcome={() =>
        describeGone(() => readResource(uuid), `The resource ${name} is deleted.`)
      }
    >
      This cannot be undone. Nothing is changed on the machine. A resource that a template names or
      on which a project has a place cannot be deleted.
    </ConfirmDialog>
  );
}
