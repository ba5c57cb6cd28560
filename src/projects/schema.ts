import { Type } from 'typebox';
import { pageParameters } from '../http/pagination.ts';
import { Credits, nullable, Time, Url, Uuid } from '../http/route-types.ts';

const Day = Type.String({ description: 'YYYY-MM-DD' });

export const ProjectSchema = Type.Object({
  url: Url,
  uuid: Uuid,
  name: Type.String(),
  slug: Type.String(),
  short_name: nullable(Type.String()),
  description: Type.String(),
  customer: Url,
  customer_uuid: Uuid,
  customer_name: Type.String(),
  customer_slug: Type.String(),
  created: Time,
  start_date: nullable(Day),
  end_date: nullable(Day),
  backend_id: Type.String(),
  is_removed: Type.Boolean(),
  is_in_grace_period: Type.Boolean(),
  project_credit: nullable(Type.Number()),
  credits: nullable(Credits),
});

/** A decimal number or its text; award/credits.ts has the rules. */
const CreditsInput = Type.Unsafe<string | number | null>({ type: ['string', 'number', 'null'] });

export const ProjectBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 500 }),
  customer: Type.String({ description: 'URL of the customer.' }),
  description: Type.Optional(Type.String({ maxLength: 100_000 })),
  start_date: Type.Optional(nullable(Day)),
  end_date: Type.Optional(nullable(Day)),
  backend_id: Type.Optional(Type.String({ maxLength: 255 })),
  credits: Type.Optional(CreditsInput),
});

export const ProjectQuery = Type.Object({
  ...pageParameters,
  name: Type.Optional(Type.String({ description: 'Contains, any case.' })),
  query: Type.Optional(
    Type.String({ description: 'Contains, any case, in name, short name, slug or description.' }),
  ),
  customer_uuid: Type.Optional(Type.String({ description: 'UUID of a customer.' })),
  is_removed: Type.Optional(Type.String({ description: 'true or false' })),
  o: Type.Optional(
    Type.String({ description: 'name, created, start_date, end_date, customer_name; - descends.' }),
  ),
});
