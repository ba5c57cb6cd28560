/* Projects in the OpenAPI document: in replies and in requests. */

import { Type } from 'typebox';
import { Credits, Day, nullable, Time, Url, urlInput, Uuid } from '../http/api-schemas.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { neutralProjectProperties } from './neutral-project-fields.ts';

export const ProjectSchema = Type.Object(
  {
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
    customer_native_name: Type.String(),
    customer_abbreviation: Type.String(),
    customer_grace_period_days: nullable(
      Type.Integer({ description: 'How long projects may be tidied up after their end.' }),
    ),
    effective_end_date: nullable(Day),
    ...neutralProjectProperties,
  },
  { title: 'Project' },
);

/** A decimal number or its text; award/credits.ts has the rules. */
const CreditsInput = Type.Unsafe<string | number | null>({ type: ['string', 'number', 'null'] });

export const ProjectBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 500 }),
  customer: urlInput('URL of the customer.', resourcePaths.customers),
  description: Type.Optional(Type.String({ maxLength: 100_000 })),
  start_date: Type.Optional(nullable(Day)),
  end_date: Type.Optional(nullable(Day)),
  backend_id: Type.Optional(Type.String({ maxLength: 255 })),
  credits: Type.Optional(CreditsInput),
});
