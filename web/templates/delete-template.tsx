import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Template } from '../api/types.ts';
import { Confirm } from '../parts/confirm.tsx';
import { notice } from '../parts/notice.ts';

interface DeleteTemplateProps {
  template: Template;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, deletes, and goes back to the list. */
export function DeleteTemplate({ template, isOpen, onClose }: DeleteTemplateProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { uuid, name, portal, offering } = template;
  const remove = async (): Promise<void> => {
    const path = { uuid };
    await bodyOf(api.DELETE('/api/openportal-project-template/{uuid}/', { params: { path } }));
    notice(`${name} is deleted.`);
    // What was typed into it is of no use any more.
    await navigate({ to: '/templates', ignoreBlocker: true });
    queries.removeQueries({ queryKey: [...keys.templates, uuid] });
    void queries.invalidateQueries({ queryKey: keys.templates });
  };
  return (
    <Confirm
      isOpen={isOpen}
      onClose={onClose}
      title={`Delete ${name}?`}
      action="Delete template"
      onConfirm={remove}
    >
      It goes for good, and requests of {portal} for {offering} that name it are refused from then
      on. While awards of it are held it cannot be deleted.
    </Confirm>
  );
}
