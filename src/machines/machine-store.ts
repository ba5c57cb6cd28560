/* Reads the rows of projects on resources. */

import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import type { MachineState } from './describe-state.ts';
import { machineStateSql } from './machine-state-sql.ts';

const stateColumns = [
  'machine_project.id',
  'resource.uuid as resource',
  'resource.name as resource_name',
  'resource.mode',
  'resource.is_enabled',
  'wanted',
  'wanted_reason',
  'wanted_version',
  'wanted_since',
  'seen',
  'seen_version',
  'present_since',
  'needs_attention',
  'last_error',
  'last_error_at',
  'tries',
  'due_at',
] as const;

function selectPairs(db: Kysely<Database>) {
  return db
    .selectFrom('machine_project')
    .innerJoin('resource', 'resource.id', 'machine_project.resource_id')
    .innerJoin('project', 'project.id', 'machine_project.project_id')
    .select(stateColumns)
    .select([
      'project.uuid as project_uuid',
      'project.name as project_name',
      'project.short_name',
      'wanted_problem',
      'seen_at',
      'seen_proof',
      'reached_at',
      'local_name',
      'wanted_limit',
      'seen_limit',
      'seen_limit_at',
      'wanted_quotas',
      'seen_quotas',
      'blocked_at',
      'block_comment',
    ])
    .select((eb) =>
      eb
        .selectFrom('person')
        .select('username')
        .whereRef('person.id', '=', 'machine_project.blocked_by')
        .as('blocked_by'),
    );
}

export type MachineRow = Awaited<
  ReturnType<ReturnType<typeof selectPairs>['executeTakeFirstOrThrow']>
>;

/** A project's places on resources, by the resource's name. */
export function listMachinesOfProject(
  db: Kysely<Database>,
  projectId: number,
): Promise<MachineRow[]> {
  return selectPairs(db).where('project_id', '=', projectId).orderBy('resource.name').execute();
}

/** The members of these rows, in one statement. */
export function listMachineMembers(db: Kysely<Database>, pairIds: readonly number[]) {
  return db
    .selectFrom('machine_member')
    .leftJoin('person', 'person.id', 'machine_member.person_id')
    .select([
      'machine_project_id',
      'person.uuid as user',
      'person.username',
      'person.full_name',
      'machine_member.short_name',
      'local_name',
      'wanted',
      'wanted_problem',
      'seen',
      'seen_at',
      'seen_proof',
      'machine_member.last_error',
      'machine_member.last_error_at',
    ])
    .where('machine_project_id', '=', sql<number>`any(${pairIds}::bigint[])`)
    .orderBy('machine_member.short_name')
    .orderBy('machine_member.id')
    .execute();
}

export type MachineMemberRow = Awaited<ReturnType<typeof listMachineMembers>>[number];

export interface MachineFilter {
  needsAttention?: boolean | undefined;
  resource?: string | undefined;
  wanted?: string | undefined;
  unreached?: boolean | undefined;
  state?: MachineState | undefined;
}

function filterSql({ needsAttention, resource, wanted, unreached, state }: MachineFilter) {
  const tests = [
    needsAttention !== undefined && sql`machine_project.needs_attention = ${needsAttention}`,
    resource !== undefined && sql`resource.uuid = ${resource}`,
    wanted !== undefined && sql`machine_project.wanted = ${wanted}`,
    unreached !== undefined &&
      sql`(machine_project.seen_version < machine_project.wanted_version) = ${unreached}`,
    state !== undefined && sql`${machineStateSql} = ${state}`,
  ].filter((test) => test !== false);
  return tests.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(tests, sql` and `)})`;
}

export async function countMachines(db: Kysely<Database>, filter: MachineFilter): Promise<number> {
  const { count } = await db
    .selectFrom('machine_project')
    .innerJoin('resource', 'resource.id', 'machine_project.resource_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(filterSql(filter))
    .executeTakeFirstOrThrow();
  return count;
}

export function listMachines(
  db: Kysely<Database>,
  filter: MachineFilter,
  order: OrderBy<string>[],
  page: Page,
): Promise<MachineRow[]> {
  const by = { fallback: 'machine_project.wanted_since', unique: 'machine_project.id' };
  return applyOrderAndPage(selectPairs(db).where(filterSql(filter)), order, by, page).execute();
}

/** The last instructions about a project on a resource, the newest first. */
export function listInstructions(db: Kysely<Database>, pairId: number, limit = 100) {
  return db
    .selectFrom('instruction')
    .select(['command', 'sent', 'finished', 'outcome', 'result'])
    .where('machine_project_id', '=', pairId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
