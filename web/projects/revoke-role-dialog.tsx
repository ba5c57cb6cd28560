import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Member, Project } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { formatMemberName } from './project-members-table.tsx';
import { parseProjectRole, formatProjectRole } from './project-roles.ts';

interface RevokeRoleDialogProps {
  project: Project;
  member: Member;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks, then ends somebody's membership in a project. */
export function RevokeRoleDialog({ project, member, isOpen, onClose }: RevokeRoleDialogProps) {
  const queries = useQueryClient();
  const name = formatMemberName(member);
  const role = formatProjectRole(member.role_name).toLowerCase();
  const take = async (): Promise<void> => {
    const known = parseProjectRole(member.role_name);
    if (known === undefined || member.user_uuid === null) return;
    await readBody(
      api.POST('/api/projects/{uuid}/delete_user/', {
        params: { path: { uuid: project.uuid } },
        body: { user: member.user_uuid, role: known },
      }),
    );
    showSuccess(`${name} is no longer in ${project.name}.`);
    await queries.invalidateQueries({ queryKey: queryKeys.projects });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Take away the role ${role}?`}
      confirmLabel="Take away"
      onConfirm={take}
    >
      {name} is then no member of {project.name} and no longer sees its award, unless another role
      says otherwise. This holds from the next click on.
    </ConfirmDialog>
  );
}
