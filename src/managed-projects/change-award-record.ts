import { sql, type Transaction, type UpdateObject } from 'kysely';
import { auditInsertSql, type NewAuditEntry } from '../audit/audit-insert-sql.ts';
import type { Database } from '../database/schema.ts';
import type { AwardKey } from './decision-input.ts';

interface RecordChange {
  /** Columns that no decision sets, such as the assignee. */
  values: UpdateObject<Database, 'managed_project'>;
  /** What the audit says of it. */
  entry: Pick<NewAuditEntry, 'action' | 'note' | 'concernsId'>;
  /** Who changed it. */
  personId: number;
  /** RFC 3339. */
  now: string;
}

/**
 * Changes what this site notes about an award, which the transaction has locked, and says so in its
 * audit. The award has a new version then, and the entry has it too, with the state and project that
 * stay: `gatehouse check` compares each version of an award with the audit.
 */
export async function changeAwardRecord(
  trx: Transaction<Database>,
  awardKey: AwardKey,
  { values, entry, personId, now }: RecordChange,
): Promise<void> {
  const { version, state, project_id } = await trx
    .updateTable('managed_project')
    .set({ ...values, version: sql`version + 1` })
    .where('identifier', '=', awardKey.identifier)
    .where('destination', '=', awardKey.destination)
    .returning(['version', 'state', 'project_id'])
    .executeTakeFirstOrThrow();
  const entries = [{ ...entry, by: 'caller', previousDetails: null, newDetails: null } as const];
  const performers = { robot: personId, caller: personId };
  const after = {
    version,
    state,
    projectId: sql`${project_id}`,
    credits: sql`(select credits from project where id = ${project_id}::bigint)`,
  };
  for (const statement of auditInsertSql(awardKey, entries, performers, now, after)) {
    await statement.execute(trx);
  }
}
