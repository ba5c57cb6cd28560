import { Type } from 'typebox';
import { pageParameters } from '../http/pagination.ts';
import { Time, Url, Uuid } from '../http/route-types.ts';

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
