/* The routes by which a site's software looks up projects, users and who may use what. */

import { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import { BadInput } from '../award/bad-input.ts';
import { errorResponses, Time } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { findAccess } from './access-lookup.ts';
import {
  type MappedProject,
  type MappedUser,
  mapProjects,
  mapUsers,
} from './identifier-mapping.ts';

const tags = ['openportal'];

const IdentifierQuery = Type.Object({
  identifier: Type.Optional(Type.Array(Type.String(), { description: 'Repeatable.' })),
});
const AccessQuery = Type.Object({
  q: Type.String({ description: 'An email, a short name, or a project.' }),
});

const Resources = Type.Array(Type.Object({ name: Type.String(), username: Type.String() }));
const AccessSchema = Type.Object({
  email: Type.String(),
  status: Type.Unsafe<string>({
    type: 'string',
    enum: ['active', 'inactive', 'invited', 'unknown'],
  }),
  short_name: Type.String(),
  projects: Type.Unsafe<Record<string, { name: string; resources: unknown[] }>>({
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['name', 'resources'],
      properties: { name: { type: 'string' }, resources: Resources },
    },
    description:
      'By project identifier, as in a6a.brics. Resources are those where the person has an account.',
  }),
  invited_by: Type.String(),
  reason: Type.String(),
});

/** By identifier; null where it names nothing that the caller may see. */
function mapOf<Value>(properties: Record<keyof Value, object>) {
  return Type.Unsafe<Record<string, Value | null>>({
    type: 'object',
    additionalProperties: {
      type: ['object', 'null'],
      properties,
      required: Object.keys(properties),
    },
  });
}
const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const ProjectMap = mapOf<MappedProject>({
  uuid,
  name: text,
  customer_uuid: uuid,
  customer_name: text,
});
const UserMap = mapOf<MappedUser>({ uuid, full_name: text, email: text, username: text });

const WhoAmISchema = Type.Object({
  first_name: Type.String(),
  last_name: Type.String(),
  user_name: Type.String(),
  email: Type.String(),
  date_joined: Time,
  organization: Type.String(),
  job_title: Type.String(),
  phone_number: Type.String(),
  is_staff: Type.String({ description: 'True or False, as text.' }),
});

/** What a site's login gate and scripts ask (docs/rules/api.md, R5.9). */
export function siteAccessRoutes(app: App, context: AppContext): void {
  app.get('/api/openportal/whoami/', {
    schema: {
      operationId: 'openportal_whoami_retrieve',
      summary: 'Who makes this request',
      tags,
      response: { 200: WhoAmISchema, ...errorResponses() },
    },
    handler: async (request) => {
      const row = await context.db
        .selectFrom('person')
        .select(['first_name', 'last_name', 'username', 'email', 'date_joined', 'is_staff'])
        .where('id', '=', requireCaller(request).personId)
        .executeTakeFirstOrThrow();
      return {
        first_name: row.first_name,
        last_name: row.last_name,
        user_name: row.username,
        email: row.email,
        date_joined: row.date_joined,
        organization: '',
        job_title: '',
        phone_number: '',
        is_staff: row.is_staff ? 'True' : 'False',
      };
    },
  });

  app.get('/api/openportal/access_for_email/', {
    schema: {
      operationId: 'openportal_access_for_email_list',
      summary: 'Whether somebody may use the site, and in which projects',
      tags,
      querystring: AccessQuery,
      response: { 200: Type.Array(AccessSchema), ...errorResponses(404) },
    },
    handler: async (request) => {
      const wanted = request.query.q.trim();
      if (wanted === '') throw new BadInput('q', 'This field is required.');
      return findAccess(context, requireCaller(request), wanted);
    },
  });

  app.get('/api/openportal/project_mapping/', {
    schema: {
      operationId: 'openportal_project_mapping_retrieve',
      summary: 'The projects that identifiers such as a6a.brics name',
      tags,
      querystring: IdentifierQuery,
      response: { 200: ProjectMap, ...errorResponses() },
    },
    handler: async (request) =>
      mapProjects(context, requireCaller(request), request.query.identifier ?? []),
  });

  app.get('/api/openportal/user_mapping/', {
    schema: {
      operationId: 'openportal_user_mapping_retrieve',
      summary: 'The users that emails or identifiers such as ada.a6a.brics name',
      tags,
      querystring: IdentifierQuery,
      response: { 200: UserMap, ...errorResponses() },
    },
    handler: async (request) =>
      mapUsers(context, requireCaller(request), request.query.identifier ?? []),
  });
}
