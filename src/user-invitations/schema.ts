import { Type } from 'typebox';
import {
  emailInput,
  nullable,
  Time,
  timeInput,
  Url,
  urlInput,
  Uuid,
  wordInput,
} from '../http/api-schemas.ts';
import { listRoleWords } from '../roles/role-catalog.ts';

/** An open invitation, or one that was accepted at once. */
export const InvitationSchema = Type.Object(
  {
    url: Url,
    uuid: Uuid,
    email: Type.String(),
    role: Uuid,
    role_name: Type.String(),
    role_description: Type.String(),
    scope_uuid: Uuid,
    scope_name: Type.String(),
    scope_description: Type.String(),
    scope_type: nullable(Type.String({ description: 'project or customer' })),
    customer_uuid: Uuid,
    customer_name: Type.String(),
    created: Time,
    expires: timeInput('The year 9999 where it does not expire.'),
    state: Type.Unsafe<'pending' | 'accepted'>({ type: 'string', enum: ['pending', 'accepted'] }),
    execution_state: Type.Unsafe<'OK'>({ type: 'string', enum: ['OK'] }),
    error_message: Type.String(),
    created_by_full_name: Type.String(),
    created_by_username: Type.String(),
    created_by_image: nullable(Type.String({ description: 'Always null here.' })),
  },
  { title: 'Invitation' },
);

export const InvitationBody = Type.Object({
  email: emailInput(),
  role: wordInput(listRoleWords(), 'UUID or name of a role, see /api/roles/.'),
  scope: urlInput('URL of a project or customer.', '/api/(projects|customers)/'),
  expiration_time: Type.Optional(
    nullable(timeInput('When the invitation, and the role that it becomes, ends.')),
  ),
});
