import { BadInput } from '../award/bad-input.ts';
import { parseInstant } from '../award/dates.ts';
import { addUtcZone } from '../http/filter-parameters.ts';
import { requireRole } from './member-store.ts';
import type { Role } from './role-catalog.ts';

/** A person, by the text of their UUID, and a role by its name or UUID. */
export interface RoleRequest {
  user: string;
  role: string;
  /** Absent keeps what is, null never ends. */
  expiration_time?: string | null;
}

/** The name of a role that people can have in a customer or project. Throws BadInput. */
export function parseRoleName<Kind extends Role['content_type']>(
  text: string,
  kind: Kind,
  field = 'role',
): Extract<Role['name'], `${Uppercase<Kind>}.${string}`> {
  const { name, content_type } = requireRole(text, field);
  if (content_type !== kind) throw new BadInput(field, `${name} is not a role in a ${kind}.`);
  return name as Extract<Role['name'], `${Uppercase<Kind>}.${string}`>;
}

/**
 * Reads when a role ends: null never, undefined where the request does not say. A time without a
 * zone is UTC. Throws BadInput for a time that has passed.
 */
export function parseExpirationTime(
  value: string | null | undefined,
  now: string,
  field = 'expiration_time',
): string | null | undefined {
  if (value === undefined || value === null) return value;
  const time = parseInstant(addUtcZone(value), field);
  if (Date.parse(time) <= Date.parse(now)) throw new BadInput(field, 'This time has passed.');
  return time;
}
