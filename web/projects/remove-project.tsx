import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Project } from '../api/types.ts';
import { Confirm } from '../parts/confirm.tsx';
import { notice } from '../parts/notice.ts';
import { useManagingAwards } from './award.tsx';

interface RemoveProjectProps {
  project: Project;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, then marks a project as removed. */
export function RemoveProject({ project, isOpen, onClose }: RemoveProjectProps) {
  const queries = useQueryClient();
  const awards = useManagingAwards(project);
  const [award] = awards.data?.items ?? [];
  const { uuid, name } = project;
  const remove = async (): Promise<void> => {
    await bodyOf(api.DELETE('/api/projects/{uuid}/', { params: { path: { uuid } } }));
    notice(`${name} is marked as removed.`);
    for (const queryKey of [keys.projects, keys.customers]) {
      void queries.invalidateQueries({ queryKey });
    }
  };
  return (
    <Confirm
      isOpen={isOpen}
      onClose={onClose}
      title={`Mark ${name} as removed?`}
      action="Mark as removed"
      onConfirm={remove}
    >
      It stays on record with its short name, credits and people, but no award can be attached to it
      any more, and nobody can take this back here.
      {award !== undefined &&
        ` The award ${award.identifier} that manages it stays as it is and its awarding portal is not told; the next update of it is rejected, unless that moves its end date to today or later, which brings the project back.`}
    </Confirm>
  );
}
