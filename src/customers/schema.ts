import { Type } from 'typebox';
import { customerRoles } from '../award/enums.ts';
import { pageParameters } from '../http/pagination.ts';
import { nullable, Time, Url, Uuid } from '../http/api-schemas.ts';

export const CustomerSchema = Type.Object({
  url: Url,
  uuid: Uuid,
  name: Type.String(),
  slug: Type.String(),
  native_name: Type.String(),
  abbreviation: Type.String(),
  description: Type.String(),
  email: Type.String(),
  created: Time,
  projects_count: Type.Integer(),
  users_count: Type.Integer(),
});

export const CustomerBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 150 }),
  native_name: Type.Optional(Type.String({ maxLength: 150 })),
  abbreviation: Type.Optional(Type.String({ maxLength: 12 })),
  description: Type.Optional(Type.String({ maxLength: 10_000 })),
  email: Type.Optional(Type.String({ maxLength: 254 })),
});

export const CustomerQuery = Type.Object({
  ...pageParameters,
  name: Type.Optional(Type.String({ description: 'Contains, any case.' })),
  query: Type.Optional(
    Type.String({ description: 'Contains, any case, in name, native name, abbreviation or slug.' }),
  ),
  o: Type.Optional(Type.String({ description: 'name, created, abbreviation; - descends.' })),
});

export const CustomerRoleBody = Type.Object({
  user: Type.String({ format: 'uuid', description: 'UUID of the user.' }),
  role: Type.Unsafe<(typeof customerRoles)[number]>({ type: 'string', enum: [...customerRoles] }),
});

/** An entry of `list_users/` of customers and projects. */
export const MemberSchema = Type.Object({
  user_uuid: nullable(Type.String({ format: 'uuid' })),
  user_username: Type.String(),
  user_full_name: Type.String(),
  user_email: Type.String(),
  role_name: Type.String(),
  created: Time,
  state: Type.String({ description: 'member or invited' }),
});
