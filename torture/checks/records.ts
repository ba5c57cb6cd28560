import { readFileSync } from 'node:fs';
import type { JournalEntry } from '../../test/support/bridge/journal.ts';
import type { House } from '../house.ts';

/** An entry of the audit. */
export interface Entry {
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

/** An award as it is held. */
export interface Held {
  identifier: string;
  destination: string;
  offering: string;
  state: string;
  review_comment: string | null;
  project: string | null;
  short_name: string | null;
  credits: string | null;
}

export interface Project {
  uuid: string;
  short_name: string | null;
}

/** All that the desk and the bridge have on record, read past the service. */
export interface Records {
  audit: Entry[];
  held: Held[];
  projects: Project[];
  /** Still to be told. */
  outbox: number;
  journal: JournalEntry[];
}

export async function readRecords(house: House): Promise<Records> {
  const { server } = house;
  const [audit, held, projects, outbox] = await Promise.all([
    server.query<Entry>(`
      select audit_entry.id, identifier, destination, event_type, action, note, is_robot,
        person.username as person, new_details -> 'project_link' ->> 'id' as project
      from audit_entry join person on person.id = performed_by order by audit_entry.id`),
    server.query<Held>(`
      select identifier, destination, offering, state, review_comment, uuid as project, short_name,
        credits::text
      from managed_project left join project on project.id = project_id`),
    server.query<Project>('select uuid, short_name from project'),
    server.query<{ count: number }>('select count(*)::int as count from outbox'),
  ]);
  return { audit, held, projects, outbox: outbox[0]?.count ?? 0, journal: readJournal(house) };
}

function readJournal({ journal }: House): JournalEntry[] {
  const lines = readFileSync(journal, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as JournalEntry);
}

export const addressOf = ({ identifier, destination }: Pick<Entry, 'identifier' | 'destination'>) =>
  `${identifier} ${destination}`;
