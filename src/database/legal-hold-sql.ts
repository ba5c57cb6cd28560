/* Whether an award is under legal hold, for statements that delete (docs/rules/awards.md, A8.16). */

import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** Columns of a row that name an award. */
type AwardColumns =
  | { identifier: string; destination: string }
  | { identifier: string; offering: string };

/**
 * Whether the award that a row names is under legal hold. By the partial index on awards under legal
 * hold, so it costs nothing that grows with the number of awards.
 */
export function isUnderLegalHoldSql(columns: AwardColumns): RawBuilder<SqlBool> {
  const [column, value] =
    'offering' in columns
      ? (['offering', columns.offering] as const)
      : (['destination', columns.destination] as const);
  return sql<SqlBool>`exists (select from managed_project held
    where held.legal_hold_since is not null and held.identifier = ${sql.ref(columns.identifier)}
      and held.${sql.ref(column)} = ${sql.ref(value)})`;
}

/** Whether the project of this column belongs to an award under legal hold, or did before. */
export const isProjectUnderLegalHoldSql = (projectId: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`exists (select from managed_project held
    where held.legal_hold_since is not null
      and ${sql.ref(projectId)} in (held.project_id, held.previous_project_id))`;

/**
 * Until the transaction ends no award comes under legal hold. Call it before anything is locked; without
 * it what is about an award could be deleted, or somebody in it erased, while it comes under legal hold.
 */
export async function lockLegalHolds(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('gatehouse legal hold', 0))`.execute(trx);
}
