/* Resources in the OpenAPI document: in replies and in requests. */

import { Type } from 'typebox';
import { nullable, Time, Url, Uuid, uuidInput } from '../http/api-schemas.ts';
import { pageParameters } from '../http/pagination.ts';

const Agent = Type.Object(
  {
    name: Type.String(),
    kind: Type.String({ description: 'Portal, Provider, Platform, Instance, Account …' }),
    version: Type.String(),
    connected: Type.Boolean({
      description: 'It and every agent above it, within the last 30 s.',
    }),
    last_updated: nullable(Time),
  },
  { title: 'Agent' },
);

const ResourceCheck = Type.Object(
  {
    checked_at: nullable(Time),
    problem: nullable(Type.String({ description: 'What the check found wrong; null: nothing.' })),
    agents: Type.Array(Agent),
    can_confirm_accounts: Type.Boolean({ description: 'The agents answer is_user_added.' }),
    projects: nullable(
      Type.Integer({ description: 'How many projects of ours the resource has.' }),
    ),
  },
  { title: 'ResourceCheck' },
);

export const ResourceSchema = Type.Object(
  {
    url: Url,
    uuid: Uuid,
    name: Type.String(),
    destination: Type.String(),
    seconds_per_credit: Type.String({ description: 'Node seconds, decimal.' }),
    volumes: Type.Array(Type.String()),
    mode: Type.Unsafe<'active' | 'observe'>({ type: 'string', enum: ['active', 'observe'] }),
    is_enabled: Type.Boolean(),
    created: Time,
    check: ResourceCheck,
    templates: Type.Integer({ description: 'How many templates name it.' }),
    projects: Type.Integer({ description: 'How many projects have a place on it.' }),
    needs_attention: Type.Integer({ description: 'How many of them a person should look at.' }),
  },
  { title: 'Resource' },
);

export const ResourceBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  destination: Type.String({ minLength: 1, maxLength: 255 }),
  seconds_per_credit: Type.Optional(
    Type.Unsafe<string | number>({
      type: ['string', 'number'],
      description: 'Node seconds; 3600 by default, where a credit is a node hour.',
    }),
  ),
  volumes: Type.Optional(Type.Array(Type.String(), { maxItems: 50 })),
  mode: Type.Optional(
    Type.Unsafe<'active' | 'observe'>({
      type: 'string',
      enum: ['active', 'observe'],
      description: 'observe, the default, asks and compares and changes nothing.',
    }),
  ),
  is_enabled: Type.Optional(
    Type.Boolean({ description: 'false: nothing is sent to it, not even a question.' }),
  ),
});

export const ResourceQuery = Type.Object({
  ...pageParameters,
  name: Type.Optional(Type.String({ description: 'Contains, any case.' })),
});

export const UnknownSchema = Type.Object(
  {
    projects: Type.Array(
      Type.Object({
        name: Type.String(),
        local_name: Type.String(),
        first_seen: Time,
        last_seen: Time,
      }),
    ),
    accounts: Type.Array(
      Type.Object({
        short_name: Type.String(),
        local_name: nullable(Type.String()),
        project: nullable(Type.String()),
        seen_at: nullable(Time),
      }),
    ),
  },
  { title: 'UnknownProject' },
);

export const AdoptBody = Type.Object({
  projects: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.String({ description: 'Short name on the machine, such as a6a.' }),
        project: uuidInput('UUID of a project here without a short name.'),
      }),
      { maxItems: 1000 },
    ),
  ),
  people: Type.Optional(
    Type.Array(
      Type.Object({
        short_name: Type.String(),
        user: uuidInput('UUID of a person here without a short name.'),
      }),
      { maxItems: 1000 },
    ),
  ),
});

export const TemplateResourceSchema = Type.Object(
  {
    resource: Uuid,
    resource_name: Type.String(),
    quota_mapping: Type.Record(Type.String(), Type.String(), {
      description: "Key of an award's breakdown → volume of the resource.",
    }),
  },
  { title: 'TemplateResource' },
);

export const TemplateResourcesBody = Type.Object({
  resources: Type.Array(
    Type.Object({
      resource: uuidInput('UUID of a resource.'),
      quota_mapping: Type.Optional(Type.Record(Type.String(), Type.String())),
    }),
    { maxItems: 50 },
  ),
});
