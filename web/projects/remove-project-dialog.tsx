import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Project } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useProjectAwards } from './project-award.tsx';

interface RemoveProjectDialogProps {
  project: Project;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, then marks a project as removed. */
export function RemoveProjectDialog({ project, isOpen, onClose }: RemoveProjectDialogProps) {
  const queries = useQueryClient();
  const awards = useProjectAwards(project);
  const [award] = awards.data?.items ?? [];
  const { uuid, name } = project;
  const remove = async (): Promise<void> => {
    await readBody(api.DELETE('/api/projects/{uuid}/', { params: { path: { uuid } } }));
    showSuccess(`${name} is marked as removed.`);
    for (const queryKey of [queryKeys.projects, queryKeys.customers]) {
      void queries.invalidateQueries({ queryKey });
    }
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Mark “${name}” as removed?`}
      confirmLabel="Mark as removed"
      onConfirm={remove}
    >
      It stays on record with its short name, credits and people, but no award can be attached to it
      any more, and nobody can take this back here.
      {award !== undefined &&
        ` The award ${award.identifier} that manages it stays as it is and its awarding portal is not told; the next update of it is rejected, unless that moves its end date to today or later, which brings the project back.`}
    </ConfirmDialog>
  );
}
