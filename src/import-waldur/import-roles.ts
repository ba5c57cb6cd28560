import { sql } from 'kysely';
import {
  customerRoles,
  type CustomerRole,
  type ProjectRole,
  projectRoles,
} from '../award/award-enums.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { loadLocalIds, loadUnerasedPeople, saveRecords } from './import-records.ts';
import { planBatch, type PlannedItem } from './plan-batch.ts';

type RoleKind = 'customer_role' | 'project_role';
type PlannedRole = PlannedItem<RoleKind>;

/** Gives people the roles in customers that they have in Waldur. */
export async function importCustomerRoles(context: ImportContext): Promise<void> {
  for await (const batch of readCopiedItems(context.trx, context.source, 'customer_role')) {
    await storeRoles(context, 'customer_role', await planBatch(context, 'customer_role', batch));
  }
}

/** The same in projects. A person has one role in a project here: the highest. */
export async function importProjectRoles(context: ImportContext): Promise<void> {
  for await (const batch of readCopiedItems(context.trx, context.source, 'project_role')) {
    await storeRoles(context, 'project_role', await planBatch(context, 'project_role', batch));
  }
}

async function storeRoles(
  context: ImportContext,
  kind: RoleKind,
  planned: readonly PlannedRole[],
): Promise<void> {
  if (planned.length === 0) return;
  const scopeKind = kind === 'customer_role' ? 'customer' : 'project';
  const people = await loadUnerasedPeople(
    context,
    planned.map(({ item }) => item.user_uuid),
  );
  const authors = await loadLocalIds(
    context,
    'person',
    planned.flatMap(({ item }) => item.created_by_uuid ?? []),
  );
  const scopes = await loadLocalIds(
    context,
    scopeKind,
    planned.map(({ item }) => item.scope),
  );
  const rows = planned.flatMap((role) => {
    const scopeId = scopes.get(role.item.scope);
    const personId = people.get(role.item.user_uuid);
    const name = findRoleName(kind, role.item.role_name);
    const problem = findProblem(context, role, { scopeId, personId, name });
    if (problem !== null) {
      context.report.leaveOut(kind, describeRole(role), problem);
      return [];
    }
    const { uuid, created, expiration_time, created_by_uuid } = role.item;
    return [
      {
        uuid,
        scope_id: scopeId as number,
        person_id: personId as number,
        role: name as CustomerRole | ProjectRole,
        created: created ?? context.now,
        expiration_time,
        created_by: created_by_uuid === null ? null : (authors.get(created_by_uuid) ?? null),
        planned: role,
      },
    ];
  });
  await (kind === 'customer_role'
    ? insertCustomerRoles(context, rows)
    : insertProjectRoles(context, rows));
  for (const { planned } of rows) {
    context.report.add(kind, planned.record === null ? 'created' : 'changed');
  }
  await saveRecords(
    context,
    kind,
    rows.map((row) => row.planned),
  );
}

interface RoleRow {
  uuid: string;
  scope_id: number;
  person_id: number;
  role: CustomerRole | ProjectRole;
  created: string;
  expiration_time: string | null;
  created_by: number | null;
}

function findRoleName(kind: RoleKind, name: string): CustomerRole | ProjectRole | undefined {
  const known: readonly (CustomerRole | ProjectRole)[] =
    kind === 'customer_role' ? customerRoles : projectRoles;
  return known.find((role) => role === name);
}

function findProblem(
  { now }: ImportContext,
  { item }: PlannedRole,
  found: { scopeId: number | undefined; personId: number | undefined; name: string | undefined },
): string | null {
  if (found.name === undefined) return 'there is no such role here';
  if (found.scopeId === undefined) return 'what it is a role in was left out';
  if (found.personId === undefined) return 'the person was left out, or erased here';
  const { expiration_time: end } = item;
  return end !== null && Date.parse(end) <= Date.parse(now) ? `it ended at ${end}` : null;
}

function describeRole({ item }: PlannedRole): string {
  return `${item.role_name} of the user ${item.user_uuid} in ${item.scope}`;
}

/** Of two roles with one name in a batch, the one that lasts longer stays. */
async function insertCustomerRoles({ trx }: ImportContext, rows: readonly RoleRow[]) {
  if (rows.length === 0) return;
  await sql`insert into customer_role
      (uuid, customer_id, person_id, role, created, expiration_time, created_by)
    select distinct on (scope_id, person_id, role)
      uuid, scope_id, person_id, role, created, expiration_time, created_by
    from ${givenRolesSql(rows)}
    order by scope_id, person_id, role, expiration_time desc nulls first
    on conflict (customer_id, person_id, role) do update
      set expiration_time = excluded.expiration_time`.execute(trx);
}

/** Of two roles of one person in a batch, and of one that is there and one that comes, the higher stays. */
async function insertProjectRoles({ trx }: ImportContext, rows: readonly RoleRow[]) {
  if (rows.length === 0) return;
  await sql`insert into project_role
      (uuid, project_id, person_id, role, created, expiration_time, created_by)
    select distinct on (scope_id, person_id)
      uuid, scope_id, person_id, role, created, expiration_time, created_by
    from ${givenRolesSql(rows)} order by scope_id, person_id, ${rankSql('given.role')}
    on conflict (project_id, person_id) do update
      set role = excluded.role, expiration_time = excluded.expiration_time
      where ${rankSql('excluded.role')} <= ${rankSql('project_role.role')}`.execute(trx);
}

const rankSql = (column: string) =>
  sql`array_position(${[...projectRoles]}::text[], ${sql.ref(column)})`;

function givenRolesSql(rows: readonly RoleRow[]) {
  const values = rows.map(({ uuid, scope_id, person_id, role, created, ...more }) => {
    const { expiration_time, created_by } = more;
    return { uuid, scope_id, person_id, role, created, expiration_time, created_by };
  });
  return sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as given (uuid uuid,
    scope_id bigint, person_id bigint, role text, created timestamptz,
    expiration_time timestamptz, created_by bigint)`;
}
