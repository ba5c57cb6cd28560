/* Accounts in the OpenAPI document: in replies and in requests. */

import { Type } from 'typebox';
import { emailInput, nullable, Time, timeInput, Url, Uuid } from '../http/api-schemas.ts';
import { neutralPersonProperties } from './neutral-person-fields.ts';
import { PermissionSchema } from './permissions.ts';

export const PersonSchema = Type.Object(
  {
    url: Url,
    uuid: Uuid,
    username: Type.String(),
    full_name: Type.String(),
    first_name: Type.String(),
    last_name: Type.String(),
    email: Type.String(),
    is_staff: Type.Boolean(),
    is_support: Type.Boolean(),
    is_active: Type.Boolean(),
    is_service_account: Type.Boolean({
      description: 'An account of a program: it has tokens, never a password.',
    }),
    date_joined: Time,
    last_sign_in: nullable(
      timeInput(
        'The last sign-in; null for readers who are neither staff, support nor the person.',
      ),
    ),
    is_admin_deactivated: Type.Boolean(),
    ip_address: nullable(Type.String({ description: 'Not shown.' })),
    permissions: Type.Array(PermissionSchema),
    ...neutralPersonProperties,
  },
  { title: 'User' },
);

export const PersonBody = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150 }),
  full_name: Type.Optional(
    Type.String({ maxLength: 300, description: 'Instead of first and last name.' }),
  ),
  first_name: Type.Optional(Type.String({ maxLength: 150 })),
  last_name: Type.Optional(Type.String({ maxLength: 150 })),
  email: Type.Optional(emailInput('Empty for none.')),
  is_staff: Type.Optional(Type.Boolean()),
  is_support: Type.Optional(Type.Boolean()),
  is_active: Type.Optional(Type.Boolean()),
  is_service_account: Type.Optional(
    Type.Boolean({ description: 'An account for a program; cannot change later.' }),
  ),
  password: Type.Optional(
    Type.String({ maxLength: 1000, description: 'At least 12 characters. Write only.' }),
  ),
});
