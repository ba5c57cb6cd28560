import { Type } from 'typebox';
import { pageParameters } from '../http/pagination.ts';
import { Time, Url, Uuid } from '../http/api-schemas.ts';

export const PersonSchema = Type.Object({
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
});

export const PersonBody = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150 }),
  full_name: Type.Optional(
    Type.String({ maxLength: 300, description: 'Instead of first and last name.' }),
  ),
  first_name: Type.Optional(Type.String({ maxLength: 150 })),
  last_name: Type.Optional(Type.String({ maxLength: 150 })),
  email: Type.Optional(Type.String({ maxLength: 254 })),
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

export const PersonQuery = Type.Object({
  ...pageParameters,
  query: Type.Optional(
    Type.String({ description: 'Contains, any case, in user name, full name or e-mail.' }),
  ),
  username: Type.Optional(Type.String({ description: 'Contains, any case.' })),
  full_name: Type.Optional(Type.String({ description: 'Contains, any case.' })),
  email: Type.Optional(Type.String({ description: 'Contains, any case.' })),
  is_staff: Type.Optional(Type.String({ description: 'true or false' })),
  is_support: Type.Optional(Type.String({ description: 'true or false' })),
  is_active: Type.Optional(Type.String({ description: 'true or false' })),
  is_service_account: Type.Optional(Type.String({ description: 'true or false' })),
  o: Type.Optional(
    Type.String({ description: 'username, full_name, email, date_joined; - descends.' }),
  ),
});
