import { Type } from 'typebox';
import { CustomerSchema } from '../customers/api-schema.ts';
import { pageParameters } from '../http/pagination.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { searchText } from '../http/search-requests.ts';
import { AnyJson, Credits, nullable, Url, urlInput, Uuid, uuidInput } from '../http/api-schemas.ts';

/** Stands for a key in replies; written back by a client it keeps the key. */
export const keyPlaceholder = '********';

export const TemplateSchema = Type.Object(
  {
    url: Url,
    uuid: Uuid,
    name: Type.String(),
    offering: Type.String(),
    provider: Url,
    provider_data: CustomerSchema,
    portal: Type.String(),
    key: nullable(Type.String({ description: '******** if there is one; never the key.' })),
    customer: Url,
    customer_data: CustomerSchema,
    shortname: Type.String(),
    offerings: Type.Array(Url, { description: 'URLs of the resources that its projects get.' }),
    offerings_data: Type.Array(Type.Object({ url: Url, uuid: Uuid, name: Type.String() })),
    approval_limit: nullable(Credits),
    max_credit_limit: nullable(Credits),
    allocation_units_mapping: Type.Unsafe<Record<string, string | number>>({
      type: 'object',
      additionalProperties: { type: ['string', 'number'] },
      description: 'Unit → how many of them make one credit.',
    }),
    role_mapping: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: {},
      description: 'Role of the awarding portal → role here.',
    }),
    role_mapping_data: Type.Unsafe<
      Record<string, { uuid: string; name: string; description: string }>
    >({
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['uuid', 'name', 'description'],
        properties: {
          uuid: { type: 'string', format: 'uuid' },
          name: { type: 'string' },
          description: { type: 'string' },
        },
      },
    }),
  },
  { title: 'ProjectTemplate' },
);

const LimitSchema = Type.Unsafe<string | number | null>({
  type: ['string', 'number', 'null'],
  description: 'Decimal credits; 0 admits none, null is no limit.',
});

export const TemplateBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 255 }),
  offering: Type.String({ minLength: 1, maxLength: 255 }),
  portal: Type.String({ minLength: 1, maxLength: 255 }),
  provider: urlInput('URL of a customer.', resourcePaths.customers),
  customer: urlInput('URL of a customer.', resourcePaths.customers),
  key: Type.Optional(
    nullable(Type.String({ maxLength: 500, description: 'Write only; null clears it.' })),
  ),
  shortname: Type.String({ description: 'A pattern such as a{year}{count}.' }),
  approval_limit: Type.Optional(LimitSchema),
  max_credit_limit: Type.Optional(LimitSchema),
  allocation_units_mapping: Type.Optional(AnyJson),
  role_mapping: Type.Optional(AnyJson),
  offerings: Type.Optional(
    Type.Array(AnyJson, {
      maxItems: 50,
      description:
        'URLs or UUIDs of the resources that its projects get; absent keeps. Only staff change them.',
    }),
  ),
});

export const TemplateQuery = Type.Object({
  ...pageParameters,
  name: Type.Optional(searchText('Contains, any case.')),
  portal: Type.Optional(Type.String({ description: 'Exactly this awarding portal.' })),
  offering: Type.Optional(Type.String({ description: 'Exactly this offering.' })),
  uuid: Type.Optional(uuidInput('UUID of a template.')),
});
