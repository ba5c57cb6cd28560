import { BadInput } from '../award/bad-input.ts';
import { type ProjectRole, projectRoles } from '../award/award-enums.ts';
import { findRole } from '../roles/role-catalog.ts';

interface RoleMapping {
  /** The awarding portal's word → the name of our role: what the rules read. */
  names: Record<string, ProjectRole>;
  /** As it was written, where that is not the same; what clients get back. */
  given: Record<string, unknown> | null;
}

/**
 * Reads `role_mapping` of a template (docs/rules/api.md, R5.2). A role is its name, its UUID, or an object with
 * `uuid` or `name`, as Waldur's pages send. Throws BadInput.
 */
export function parseRoleMapping(value: unknown): RoleMapping {
  const field = 'role_mapping';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadInput(field, 'An object such as {"PI": "PROJECT.ADMIN"} is required.');
  }
  const writtenMapping = value as Record<string, unknown>;
  const names = Object.entries(writtenMapping).map(([word, role]) => {
    const name = findProjectRole(role);
    if (word === '' || name === undefined) {
      throw new BadInput(field, `Each role must map to one of ${projectRoles.join(', ')}.`);
    }
    return [word, name] as const;
  });
  const isPlain = names.every(([word, name]) => writtenMapping[word] === name);
  return { names: Object.fromEntries(names), given: isPlain ? null : writtenMapping };
}

function findProjectRole(value: unknown): ProjectRole | undefined {
  if (typeof value === 'object' && value !== null) {
    const { uuid, name } = value as { uuid?: unknown; name?: unknown };
    return findProjectRole(uuid ?? name);
  }
  if (typeof value !== 'string') return undefined;
  const role = findRole(value);
  return projectRoles.find((name) => name === role?.name);
}
