import type { ProjectRole } from '../../src/award/award-enums.ts';
import { formatRole, parseRole, type RoleText } from './role-text.ts';

/** The roles of people in a project, the highest first. */
export const projectRoleTexts: Readonly<Record<ProjectRole, RoleText>> = {
  'PROJECT.ADMIN': { name: 'Admin' },
  'PROJECT.MANAGER': { name: 'Manager' },
  'PROJECT.MEMBER': { name: 'Member' },
};

/** The project role that a text names; undefined for any other text. */
export const parseProjectRole = (text: string): ProjectRole | undefined =>
  parseRole(projectRoleTexts, text);

/** The name of a role in a project. */
export const formatProjectRole = (role: string): string => formatRole(projectRoleTexts, role);
