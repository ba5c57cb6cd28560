import { sql, type Transaction } from 'kysely';
import type { ExistingProject } from '../award/existing-award.ts';
import type { Database } from '../database/schema.ts';
import { projectJsonSql } from './decision-input-sql.ts';

/** Locks an active project of this name in this customer that no award manages; the oldest. */
export async function lockUnmanagedProjectByName(
  trx: Transaction<Database>,
  customerId: number,
  name: string,
  today: string,
): Promise<ExistingProject | null> {
  const { rows } = await sql<{ project: ExistingProject }>`
    select ${projectJsonSql('project')} as project from project
    where customer_id = ${customerId} and name = ${name} and not is_removed
      and (end_date is null or end_date >= ${today})
      and not exists (select from managed_project where project_id = project.id)
    order by id limit 1 for no key update of project`.execute(trx);
  return rows[0]?.project ?? null;
}

/** Locks a project for attaching; with the award that manages it. null where there is none. */
export async function lockProjectForAttachment(
  trx: Transaction<Database>,
  uuid: string,
): Promise<{ project: ExistingProject; managedBy: string | null } | null> {
  const locked = await trx
    .selectFrom('project')
    .select('id')
    .where('uuid', '=', uuid)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (locked === undefined) return null;
  const { rows } = await sql<{ project: ExistingProject; managed_by: string | null }>`
    select ${projectJsonSql('project')} as project,
      (select identifier from managed_project where project_id = project.id) as managed_by
    from project where id = ${locked.id}`.execute(trx);
  const row = rows[0];
  return row ? { project: row.project, managedBy: row.managed_by } : null;
}
