import { type Kysely, sql } from 'kysely';
import { Type } from 'typebox';
import type { Database } from '../database/schema.ts';
import { AlwaysEmptyText, AlwaysNull } from '../http/neutral-fields.ts';
import { nullable, Time, Uuid } from '../http/api-schemas.ts';
import { getRole, type Role } from '../roles/role-catalog.ts';

/** A role that somebody has, as accounts show it. */
export const PermissionSchema = Type.Object(
  {
    uuid: Uuid,
    user_uuid: Uuid,
    user_name: Type.String(),
    user_slug: AlwaysEmptyText,
    user_username: Type.String(),
    user_email: Type.String(),
    created: Time,
    expiration_time: nullable(Time),
    created_by_full_name: Type.String(),
    created_by_username: Type.String(),
    revoked_by_full_name: AlwaysNull,
    revoked_by_username: AlwaysNull,
    role_name: Type.String(),
    role_description: Type.String(),
    role_uuid: Uuid,
    scope_type: nullable(Type.String({ description: 'customer or project' })),
    scope_uuid: Uuid,
    scope_name: Type.String(),
    scope_is_removed: Type.Boolean(),
    customer_uuid: nullable(Type.String({ format: 'uuid' })),
    customer_name: nullable(Type.String()),
    project_uuid: nullable(Type.String({ format: 'uuid' })),
    resource_uuid: AlwaysNull,
  },
  { title: 'Permission' },
);

interface PermissionRow {
  person_id: number;
  uuid: string;
  user_uuid: string;
  user_name: string;
  user_username: string;
  user_email: string;
  created: string;
  expiration_time: string | null;
  created_by_full_name: string;
  created_by_username: string;
  role_name: Role['name'];
  scope_type: string;
  scope_uuid: string;
  scope_name: string;
  scope_is_removed: boolean;
  customer_uuid: string;
  customer_name: string;
  project_uuid: string | null;
}

/** The roles of these people, with one query: person id → their roles in the form of the API. */
export async function loadPermissions(db: Kysely<Database>, personIds: readonly number[]) {
  const byPerson = new Map(
    personIds.map((id) => [id, [] as ReturnType<typeof toPermissionJson>[]]),
  );
  if (personIds.length === 0) return byPerson;
  const { rows } = await sql<PermissionRow>`
    select person.id as person_id, held.uuid, person.uuid as user_uuid,
      person.full_name as user_name, person.username as user_username,
      person.email as user_email, held.created, held.expiration_time,
      coalesce(giver.full_name, '') as created_by_full_name,
      coalesce(giver.username, '') as created_by_username, held.role as role_name,
      held.scope_type, held.scope_uuid, held.scope_name, held.scope_is_removed,
      customer.uuid as customer_uuid, customer.name as customer_name, held.project_uuid
    from (
      select person_id, customer_role.uuid, customer_role.created, expiration_time, created_by,
        role, 'customer' as scope_type, customer.uuid as scope_uuid, customer.name as scope_name,
        false as scope_is_removed, customer_id, null::uuid as project_uuid
      from customer_role join customer on customer.id = customer_id
      union all
      select person_id, project_role.uuid, project_role.created, expiration_time, created_by,
        role, 'project', project.uuid, project.name, is_removed, project.customer_id, project.uuid
      from project_role join project on project.id = project_id) held
    join person on person.id = held.person_id
    join customer on customer.id = held.customer_id
    left join person giver on giver.id = held.created_by
    where held.person_id = any(${[...personIds]}::bigint[])
    order by held.scope_type, held.scope_name, held.uuid`.execute(db);
  for (const row of rows) byPerson.get(row.person_id)?.push(toPermissionJson(row));
  return byPerson;
}

function toPermissionJson({ person_id: _, ...row }: PermissionRow) {
  const { uuid, description } = getRole(row.role_name);
  return {
    ...row,
    user_slug: '',
    revoked_by_full_name: null,
    revoked_by_username: null,
    role_uuid: uuid,
    role_description: description,
    resource_uuid: null,
  };
}
