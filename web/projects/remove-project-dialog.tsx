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

/** Asks for confirmation, then marks a project as removed. */
export function RemoveProjectDialog({ project, isOpen, onClose }: RemoveProjectDialogProps) {
  const queries = useQueryClient();
  const awards = useProjectAwards(project);
  const [award] = awards.data?.items ?? [];
  const { uuid, name } = project;
  const remove = async (): Promise<void> => {
    await readBody(api.DELETE('/api/projects/{uuid}/', { params: { path: { uuid } } }));
    showSuccess(`Project ${name} is marked as removed.`);
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
      checkOutcome={async () => {
        const params = { path: { uuid } };
        const stored = await readBody(api.GET('/api/projects/{uuid}/', { params }));
        return stored.is_removed ? `The project ${name} is marked as removed.` : null;
      }}
    >
      The record stays, with its short name, credits and people, but no award can be attached to the
      project any more. This cannot be undone here.
      {award !== undefined &&
        ` The award ${award.identifier} that manages the project does not change, and its awarding portal is not notified. Its next update is rejected, unless that update moves the end date to today or later, which restores the project.`}
    </ConfirmDialog>
  );
}
