import { type ProjectRole, projectRoles } from '../../src/award/enums.ts';

export const projectRoleLabels: Record<ProjectRole, string> = {
  'PROJECT.ADMIN': 'Admin',
  'PROJECT.MANAGER': 'Manager',
  'PROJECT.MEMBER': 'Member',
};

export const parseProjectRole = (text: string): ProjectRole | undefined =>
  projectRoles.find((role) => role === text);

/** A role's name; one that we do not know as it is. */
export function formatProjectRole(role: string): string {
  const known = parseProjectRole(role);
  return known === undefined ? role : projectRoleLabels[known];
}
