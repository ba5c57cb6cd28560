/* Customers in the OpenAPI document: in replies and in requests. */

import { Type } from 'typebox';
import { emailInput, Time, Url, Uuid } from '../http/api-schemas.ts';
import { neutralCustomerProperties } from './neutral-customer-fields.ts';

export const CustomerSchema = Type.Object(
  {
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
    display_name: Type.String(),
    ...neutralCustomerProperties,
  },
  { title: 'Customer' },
);

export const CustomerBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 150 }),
  native_name: Type.Optional(Type.String({ maxLength: 150 })),
  abbreviation: Type.Optional(Type.String({ maxLength: 12 })),
  description: Type.Optional(Type.String({ maxLength: 10_000 })),
  email: Type.Optional(emailInput('Empty for none.')),
});
