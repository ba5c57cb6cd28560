import { type MembershipControl, type ProjectRole, projectRoles } from '../../src/award/enums.ts';
import type { Award } from '../api/types.ts';

const roleLabels: Record<ProjectRole, string> = {
  'PROJECT.ADMIN': 'Admin',
  'PROJECT.MANAGER': 'Manager',
  'PROJECT.MEMBER': 'Member',
};

/** What an award is called; after its identifier where nobody named it. */
export const formatAwardName = ({
  identifier,
  details,
}: Pick<Award, 'identifier' | 'details'>): string => details.name ?? identifier;

/** A local role for readers. */
export function formatProjectRole(role: string): string {
  const known = projectRoles.find((name) => name === role);
  return known === undefined ? role : roleLabels[known];
}

/** Which side owns what of the membership. */
export const membershipControlDescriptions: Record<MembershipControl, string> = {
  open: 'Members of the award are invited. Everything else about who is in the project is decided here.',
  members_only: 'Roles follow the award. Who is in the project is decided here.',
  roles_only:
    'Who is in the project follows the award: whoever it no longer names loses access. Roles are decided here.',
  locked:
    'Both who is in the project and their roles follow the award: whoever it no longer names loses access.',
};
