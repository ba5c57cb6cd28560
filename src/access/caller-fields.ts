import { sql } from 'kysely';
import type { Caller } from '../http/caller.ts';

/** The columns of `person` that a caller is made of. */
export const callerColumns = sql.raw(
  'person.id, person.uuid, username, full_name, is_staff, is_support',
);

export interface CallerRow {
  id: number;
  uuid: string;
  username: string;
  full_name: string;
  is_staff: boolean;
  is_support: boolean;
}

/** A caller without the credential. */
export function toCallerFields(person: CallerRow): Omit<Caller, 'credential' | 'clientIp'> {
  return {
    personId: person.id,
    uuid: person.uuid,
    username: person.username,
    fullName: person.full_name,
    isStaff: person.is_staff,
    isSupport: person.is_support,
  };
}
