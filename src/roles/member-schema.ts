import { Type } from 'typebox';
import { nullable, Time, timeInput, Uuid, wordInput } from '../http/api-schemas.ts';
import { listRoleWords, type Role } from './role-catalog.ts';

/** An entry of `list_users/`: somebody with a role in a customer or project, or invited to one. */
export const MemberSchema = Type.Object(
  {
    uuid: Uuid,
    user_uuid: Type.String({ format: 'uuid', description: 'The nil UUID where state is invited.' }),
    user_username: Type.String(),
    user_full_name: Type.String(),
    user_email: Type.String(),
    user_image: Type.String({ description: 'Empty: people have no picture here.' }),
    role_name: Type.String(),
    role_uuid: Uuid,
    created: Time,
    expiration_time: nullable(Time),
    created_by_full_name: Type.String({ description: 'Empty where an award gave the role.' }),
    created_by_uuid: Type.String({ format: 'uuid', description: 'The nil UUID likewise.' }),
    state: Type.Unsafe<'member' | 'invited'>({ type: 'string', enum: ['member', 'invited'] }),
  },
  { title: 'Member' },
);

const roleName = (kind: Role['content_type']) =>
  wordInput(listRoleWords(kind), 'The name or UUID of a role, see /api/roles/.');
const UserUuid = Type.String({ format: 'uuid', description: 'UUID of the user.' });

/** When a role ends: RFC 3339, without a zone in UTC; null never. */
const ExpirationTime = Type.Optional(nullable(timeInput('When the role ends.')));

/** The body that gives, changes or revokes a role in a customer or project. */
export const buildRoleGrantBody = (kind: Role['content_type']) =>
  Type.Object({ user: UserUuid, role: roleName(kind), expiration_time: ExpirationTime });

/** The answer to a granted or changed role. */
export const RoleExpirySchema = Type.Object({ expiration_time: nullable(Time) });
