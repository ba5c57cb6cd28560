import { type RawBuilder, sql } from 'kysely';
import type { AuditEntry } from '../award/award-decision.ts';
import type { AwardDetails } from '../award/award-details.ts';
import { getAuditEventType } from '../award/map-action-to-event-type.ts';
import type { AwardState } from '../award/award-enums.ts';
import { toWireDetails } from '../award/wire-details.ts';

/** The award that an entry is about. */
export interface AuditSubject {
  identifier: string;
  destination: string;
}

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

const emptySnapshot = { version: null, state: null, projectId: null, credits: null };

/**
 * The statements that add the entries of a decision to the audit, for its transaction. `after` is
 * null where nothing was decided about an award that is stored.
 */
export function auditInsertSql(
  subject: AuditSubject,
  entries: readonly AuditEntry[],
  performers: Performers,
  timestamp: string,
  after: AwardSnapshot | null,
): RawBuilder<unknown>[] {
  if (entries.length === 0) return [];
  const { version, state, projectId, credits } = after ?? emptySnapshot;
  const rows = entries.map(
    (entry) => sql`(${subject.identifier}, ${subject.destination}, ${timestamp},
      ${getAuditEventType(entry.action)}, ${entry.action}, ${entry.note},
      ${toJsonText(entry.previousDetails)}, ${toJsonText(entry.newDetails)},
      ${performers[entry.by]}, ${state}, ${projectId}, ${credits}, ${version})`,
  );
  return [
    sql`insert into audit_entry (identifier, destination, "timestamp", event_type, action, note,
      previous_details, new_details, performed_by, state, project_id, credits, version)
      values ${sql.join(rows)}`,
  ];
}

// "No details" is SQL's null, which jsonb's 'null' is not.
function toJsonText(details: AwardDetails | null): string | null {
  return details === null ? null : JSON.stringify(toWireDetails(details));
}
