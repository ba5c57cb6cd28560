import type { CustomerRole, ProjectRole } from '../award/award-enums.ts';

/** A role that somebody can have, as `/api/roles/` shows it. */
export interface Role {
  /** The same in every installation, so that scripts may keep it. */
  uuid: string;
  name: CustomerRole | ProjectRole;
  description: string;
  /** What a role is held in. */
  content_type: 'customer' | 'project';
}

export const roles: readonly Role[] = [
  {
    uuid: '5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1001',
    name: 'CUSTOMER.OWNER',
    description: 'Organisation owner',
    content_type: 'customer',
  },
  {
    uuid: '5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1002',
    name: 'CUSTOMER.MANAGER',
    description: 'Organisation manager',
    content_type: 'customer',
  },
  {
    uuid: '5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1003',
    name: 'PROJECT.ADMIN',
    description: 'Project administrator',
    content_type: 'project',
  },
  {
    uuid: '5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1004',
    name: 'PROJECT.MANAGER',
    description: 'Project manager',
    content_type: 'project',
  },
  {
    uuid: '5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1005',
    name: 'PROJECT.MEMBER',
    description: 'Project member',
    content_type: 'project',
  },
];

/** The names and UUIDs of the roles in a customer or project, or of all. */
export function listRoleWords(kind?: Role['content_type']): string[] {
  const listed = roles.filter(({ content_type }) => kind === undefined || content_type === kind);
  return listed.flatMap(({ name, uuid }) => [name, uuid]);
}

/** The role with this name, or with this UUID with or without dashes; undefined where there is none. */
export function findRole(nameOrUuid: string): Role | undefined {
  const bare = nameOrUuid.replaceAll('-', '').toLowerCase();
  return roles.find(({ name, uuid }) => name === nameOrUuid || uuid.replaceAll('-', '') === bare);
}

/** The role with this name, which is one of ours. */
export function getRole(name: Role['name']): Role {
  const role = findRole(name);
  if (role === undefined) throw new Error(`There is no role ${name}.`);
  return role;
}
