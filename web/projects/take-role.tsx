import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Member, Project } from '../api/types.ts';
import { Confirm } from '../parts/confirm.tsx';
import { notice } from '../parts/notice.ts';
import { nameOf } from './people-table.tsx';
import { projectRole, roleName } from './roles.ts';

interface TakeRoleProps {
  project: Project;
  member: Member;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, then ends somebody's membership in a project. */
export function TakeRole({ project, member, isOpen, onClose }: TakeRoleProps) {
  const queries = useQueryClient();
  const name = nameOf(member);
  const role = roleName(member.role_name).toLowerCase();
  const take = async (): Promise<void> => {
    const known = projectRole(member.role_name);
    if (known === undefined || member.user_uuid === null) return;
    await bodyOf(
      api.POST('/api/projects/{uuid}/delete_user/', {
        params: { path: { uuid: project.uuid } },
        body: { user: member.user_uuid, role: known },
      }),
    );
    notice(`${name} is no longer in ${project.name}.`);
    await queries.invalidateQueries({ queryKey: keys.projects });
  };
  return (
    <Confirm
      isOpen={isOpen}
      onClose={onClose}
      title={`Take away the role ${role}?`}
      action="Take away"
      onConfirm={take}
    >
      {name} is then no member of {project.name} and no longer sees its award, unless another role
      says otherwise. This holds from the next click on.
    </Confirm>
  );
}
