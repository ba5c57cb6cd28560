import { type RawBuilder, sql } from 'kysely';
import type { AuditEntry } from '../award/award-decision.ts';
import { getAuditEventType } from '../award/map-action-to-event-type.ts';
import type { AwardState } from '../award/award-enums.ts';
import { type AuditSubject, detailsColumnsSql } from './details-columns-sql.ts';

/** Somebody's id, or what finds it. */
export type Performer = number | RawBuilder<number>;

/** The robot, where no person decided. */
export const robotId: Performer = sql<number>`(select id from person where is_robot)`;

/** Who an entry names, by its `by`. */
export type Performers = Record<AuditEntry['by'], Performer>;

/** The award after the decision. */
export interface AwardSnapshot {
  /** Of the award; one more than before where the decision changed it. */
  version: number;
  /** null: the award is deleted. */
  state: AwardState | null;
  projectId: RawBuilder<unknown> | null;
  /** Of that project. */
  credits: RawBuilder<unknown> | null;
}

/** An entry, with the id of the person whom it concerns beside its author. */
export type NewAuditEntry = AuditEntry & { concernsId?: number };

const emptySnapshot = { version: null, state: null, projectId: null, credits: null };

/**
 * The statements that add the entries of a decision to the audit, for its transaction. `after` is
 * null where nothing was decided about an award that is stored.
 */
export function auditInsertSql(
  subject: AuditSubject,
  entries: readonly NewAuditEntry[],
  performers: Performers,
  timestamp: string,
  after: AwardSnapshot | null,
): RawBuilder<unknown>[] {
  if (entries.length === 0) return [];
  const { version, state, projectId, credits } = after ?? emptySnapshot;
  const details = detailsColumnsSql(subject, entries);
  const rows = entries.map(
    (entry, index) => sql`(${subject.identifier}, ${subject.destination}, ${timestamp}::timestamptz,
      ${getAuditEventType(entry.action)}, ${entry.action}, ${entry.note},
      ${details.rows[index]},
      ${performers[entry.by]}::bigint, ${state}, ${projectId}::bigint, ${credits}::numeric,
      ${version}::integer, ${entry.concernsId ?? null}::bigint)`,
  );
  return [
    sql`insert into audit_entry (identifier, destination, "timestamp", event_type, action, note,
      previous_details, new_details, details_change, previous_bytes, new_bytes,
      performed_by, state, project_id, credits, version, concerns_id)
      ${details.with} values ${sql.join(rows)}`,
  ];
}
