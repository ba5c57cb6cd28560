import { type RawBuilder, sql } from 'kysely';
import type { AuditEntry } from '../award/decision.ts';
import type { AwardDetails } from '../award/award-details.ts';
import type { ReviewState } from '../award/enums.ts';

/** The award that an entry is about. */
export interface AuditSubject {
  identifier: string;
  destination: string;
}

/** Somebody's id, or what finds it. */
export type Performer = number | RawBuilder<number>;

/** The robot, where no person decided. */
export const robotId: Performer = sql<number>`(select id from person where is_robot)`;

/** Who made the entries' decisions, by the words of the notes. */
export type Performers = Record<AuditEntry['by'], Performer>;

/** How the award is after the decision. */
export interface AwardSnapshot {
  /** Which decision about this award it is: one more than the last. */
  version: number;
  /** null: it is held no longer. */
  state: ReviewState | null;
  projectId: RawBuilder<unknown> | null;
  /** Of that project. */
  credits: RawBuilder<unknown> | null;
}

const emptySnapshot = { version: null, state: null, projectId: null, credits: null };

/**
 * The statements that add the notes of a decision to the audit, for its transaction. `after` is
 * null where nothing was decided about an award that is held.
 */
export function auditInsertSql(
  subject: AuditSubject,
  notes: readonly AuditEntry[],
  performers: Performers,
  timestamp: string,
  after: AwardSnapshot | null,
): RawBuilder<unknown>[] {
  if (notes.length === 0) return [];
  const { version, state, projectId, credits } = after ?? emptySnapshot;
  const entries = notes.map(
    (note) => sql`(${subject.identifier}, ${subject.destination}, ${timestamp}, ${note.eventType},
      ${note.action}, ${note.note}, ${toJsonText(note.previousDetails)}, ${toJsonText(note.newDetails)},
      ${performers[note.by]}, ${state}, ${projectId}, ${credits},
      ${version})`,
  );
  return [
    sql`insert into audit_entry (identifier, destination, "timestamp", event_type, action, note,
      previous_details, new_details, performed_by, state, project_id, credits, version)
      values ${sql.join(entries)}`,
  ];
}

// jsonb 'null' is not SQL's null, which is what "no details" is kept as.
function toJsonText(details: AwardDetails | null): string | null {
  return details === null ? null : JSON.stringify(details);
}
