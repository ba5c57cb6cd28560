import { readFileSync } from 'node:fs';
import type { JournalEntry } from '../../test/support/bridge/journal.ts';
import type { Cluster } from '../cluster.ts';
import { BALLAST_KEY } from '../traffic/refused-messages.ts';

/** An entry of the audit. */
export interface AuditEntry {
  id: string;
  identifier: string;
  destination: string;
  event_type: string;
  action: string;
  note: string;
  person: string;
  is_robot: boolean;
  /** The project that the award pointed at afterwards. */
  project: string | null;
}

/** An award as it is stored. */
export interface StoredAward {
  identifier: string;
  destination: string;
  offering: string;
  state: string;
  review_comment: string | null;
  project: string | null;
  short_name: string | null;
  credits: string | null;
  /** As PostgreSQL prints its details. */
  printed_bytes: number;
  has_ballast: boolean;
}

export interface StoredProject {
  uuid: string;
  short_name: string | null;
}

/** The records of the desk and the bridge, read without the service. */
export interface StoredRecords {
  audit: AuditEntry[];
  awards: StoredAward[];
  projects: StoredProject[];
  /** Notifications that are not delivered. */
  outboxCount: number;
  journal: JournalEntry[];
}

export async function loadStoredRecords(cluster: Cluster): Promise<StoredRecords> {
  const { postgres: server } = cluster;
  const [audit, awards, projects, outbox] = await Promise.all([
    server.query<AuditEntry>(`
      select audit_entry.id, identifier, destination, event_type, action, note, is_robot,
        person.username as person, project.uuid as project
      from audit_entry join person on person.id = performed_by
      left join project on project.id = audit_entry.project_id order by audit_entry.id`),
    server.query<StoredAward>(`
      select identifier, destination, offering, state, review_comment, uuid as project, short_name,
        credits::text, octet_length(details::text) as printed_bytes,
        details ? '${BALLAST_KEY}' as has_ballast
      from managed_project left join project on project.id = project_id`),
    server.query<StoredProject>('select uuid, short_name from project'),
    server.query<{ count: number }>(
      `select count(*)::int as count from outbox where kind = 'award_notification'`,
    ),
  ]);
  return {
    audit,
    awards,
    projects,
    outboxCount: outbox[0]?.count ?? 0,
    journal: readJournal(cluster),
  };
}

function readJournal({ journal }: Cluster): JournalEntry[] {
  const lines = readFileSync(journal, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as JournalEntry);
}

export const formatAwardKey = ({
  identifier,
  destination,
}: Pick<AuditEntry, 'identifier' | 'destination'>) => `${identifier} ${destination}`;
