import { resourcePaths } from '../http/resource-urls.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { memberRoutes } from '../roles/member-api.ts';
import { changeProjectRole, grantProjectRole, revokeProjectRole } from './project-role-service.ts';
import { requireVisibleProject } from './project-service.ts';

/**
 * Members of a project: everybody who sees the project reads them; who grants and revokes roles is
 * decided by project-role-service.ts.
 */
export function projectUserRoutes(app: App, context: AppContext): void {
  for (const { path, operationPrefix, unmanaged } of [
    { path: resourcePaths.projects, operationPrefix: 'projects', unmanaged: false },
    {
      path: resourcePaths.unmanagedProjects,
      operationPrefix: 'openportal_unmanaged_projects',
      unmanaged: true,
    },
  ]) {
    memberRoutes(app, context, {
      path,
      operationPrefix,
      kind: 'project',
      noun: unmanaged ? 'project that no award manages' : 'project',
      findScope: async (caller, uuid) => {
        const { id } = await requireVisibleProject(context, caller, uuid, { unmanaged });
        return { kind: 'project', id };
      },
      grant: (caller, uuid, request) =>
        grantProjectRole(context, caller, { uuid, unmanaged }, request),
      change: (caller, uuid, request) =>
        changeProjectRole(context, caller, { uuid, unmanaged }, request),
      revoke: (caller, uuid, request) =>
        revokeProjectRole(context, caller, { uuid, unmanaged }, request),
    });
  }
}
