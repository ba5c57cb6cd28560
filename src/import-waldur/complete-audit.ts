/*
 * What the audit of Waldur lacks and ours must have: the arrival of each award, the decision that it
 * stands on, and the award as it was imported, from which its history goes on here.
 */

import { type RawBuilder, sql } from 'kysely';
import { robotId } from '../audit/audit-insert-sql.ts';
import type { ImportContext } from './import-context.ts';
import type { DecisionsByAward } from './past-decisions.ts';

const BATCH_SIZE = 500;

/** Adds the arrival of the awards of which Waldur has none. Call it before the entries of Waldur. */
export async function addMissingArrivals(
  { trx, source }: ImportContext,
  keys: readonly string[],
  decisions: DecisionsByAward,
): Promise<void> {
  const missing = keys.filter((key) => !decisions.get(key)?.hasCreated);
  for (const batch of splitIntoBatches(missing)) {
    await sql`insert into audit_entry
        (identifier, destination, "timestamp", event_type, action, note, performed_by)
      select identifier, destination, created, 'created', 'created',
        ${`Waldur (${source}) has no entry of the arrival.`}, ${robotId}
      from managed_project award where ${isOneOfSql(batch)}
        and not exists (select from audit_entry entry where entry.identifier = award.identifier
          and entry.destination = award.destination and entry.event_type = 'created')
      order by id`.execute(trx);
  }
}

/** Adds the decisions that only the awards have, and the awards as they are now. */
export async function addImportedStates(
  { trx, source, now }: ImportContext,
  keys: readonly string[],
): Promise<void> {
  for (const batch of splitIntoBatches(keys)) {
    await sql`insert into audit_entry
        (identifier, destination, "timestamp", event_type, action, note, performed_by)
      select identifier, destination, reviewed_at, state, state,
        ${`Waldur (${source}) has no entry of this decision. `} || coalesce(review_comment, ''),
        reviewed_by
      from managed_project award where ${isOneOfSql(batch)} and state in ('approved', 'rejected')
        and not exists (
          select from (select event_type, performed_by from audit_entry entry
            where entry.identifier = award.identifier and entry.destination = award.destination
              and entry.event_type in ('approved', 'rejected') order by id desc limit 1) last
          where last.event_type = award.state and last.performed_by = award.reviewed_by)
      order by id`.execute(trx);
    await sql`insert into audit_entry (identifier, destination, "timestamp", event_type, action, note,
        new_details, new_bytes, performed_by, state, project_id, credits, version)
      select identifier, destination, ${now}::timestamptz, 'details_updated', 'imported',
        ${`Imported from Waldur (${source}).`}, details, details_bytes, ${robotId}, state,
        award.project_id, project.credits, version
      from managed_project award left join project on project.id = award.project_id
      where ${isOneOfSql(batch)} order by award.id`.execute(trx);
  }
}

/** Keys of awards that were imported and decided about here since. */
export async function findAwardsChangedHere({ trx, source }: ImportContext): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select key from waldur_import imported
    left join managed_project award on award.identifier = split_part(key, ' ', 1)
      and award.destination = split_part(key, ' ', 2)
    where source = ${source} and kind = 'award'
      and award.version is distinct from imported.version`.execute(trx);
  return new Set(rows.map(({ key }) => key));
}

/** Those of these awards that are here. */
function isOneOfSql(keys: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`(identifier, destination) in (
    select split_part(key, ' ', 1), split_part(key, ' ', 2) from unnest(${keys}::text[]) key)`;
}

function splitIntoBatches(keys: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(keys.length / BATCH_SIZE) }, (_, index) =>
    keys.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  );
}
