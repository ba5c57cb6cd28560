import type { Transaction } from 'kysely';
import type { AuditNote } from '../award/decision.ts';
import type { AwardDetails } from '../award/details.ts';
import type { Database } from '../database/schema.ts';

/** The award that an entry is about. */
export interface AuditSubject {
  identifier: string;
  destination: string;
}

/** Who made the entries' decisions, by the words of the notes. */
export type Performers = Record<AuditNote['by'], number>;

/** Adds the notes of a decision to the audit, in its transaction. */
export async function recordAudit(
  trx: Transaction<Database>,
  subject: AuditSubject,
  notes: readonly AuditNote[],
  performers: Performers,
  timestamp: string,
): Promise<void> {
  if (notes.length === 0) return;
  const entries = notes.map((note) => ({
    identifier: subject.identifier,
    destination: subject.destination,
    timestamp,
    event_type: note.eventType,
    action: note.action,
    note: note.note,
    previous_details: textOf(note.previous),
    new_details: textOf(note.next),
    performed_by: performers[note.by],
  }));
  await trx.insertInto('audit_entry').values(entries).execute();
}

// jsonb 'null' is not SQL's null, which is what "no details" is kept as.
function textOf(details: AwardDetails | null): string {
  return (details === null ? null : JSON.stringify(details)) as string;
}
