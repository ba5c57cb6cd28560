import { type ProjectRole, projectRoles } from '../../src/award/vocabulary.ts';

export const roleWords: Record<ProjectRole, string> = {
  'PROJECT.ADMIN': 'Project administrator',
  'PROJECT.MANAGER': 'Project manager',
  'PROJECT.MEMBER': 'Project member',
};

export const projectRole = (text: string): ProjectRole | undefined =>
  projectRoles.find((role) => role === text);

/** A role's name; one that we do not know as it is. */
export function roleName(role: string): string {
  const known = projectRole(role);
  return known === undefined ? role : roleWords[known];
}
