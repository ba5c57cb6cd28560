import type { ProjectRole } from '../../src/award/award-enums.ts';
import { api, readBody, readPage } from '../api/api-client.ts';
import { mayManageMembers } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Project } from '../api/types.ts';
import { projectRoleTexts } from './project-roles.ts';
import type { RoleScope } from './role-scope.ts';

/** The members of a project and their roles. */
export function projectRoleScope(project: Project): RoleScope<ProjectRole> {
  const { uuid, name, url } = project;
  const path = { uuid };
  return {
    name,
    url,
    mayManage: (me) => mayManageMembers(me, project),
    roleTexts: projectRoleTexts,
    defaultRole: 'PROJECT.MEMBER',
    hasInvitations: true,
    fetchMembers: (query) =>
      readPage(api.GET('/api/projects/{uuid}/list_users/', { params: { path, query } })),
    grantRole: (body) =>
      readBody(api.POST('/api/projects/{uuid}/add_user/', { params: { path }, body })),
    changeRoleEnd: (body) =>
      readBody(api.POST('/api/projects/{uuid}/update_user/', { params: { path }, body })),
    revokeRole: (body) =>
      readBody(api.POST('/api/projects/{uuid}/delete_user/', { params: { path }, body })),
    membersKey: [...queryKeys.projects, uuid, 'members'],
    staleKeys: [queryKeys.projects, queryKeys.invitations],
    emptyText: 'Nobody is in this project, and nobody is invited.',
    grantHint:
      'A member has one role: a new role replaces the old one. Members see the award of the project.',
    describeRevocation: (memberName) =>
      `${memberName} is then not a member of ${name} and can no longer see its award, unless another role allows it. This applies at once.`,
  };
}
