/* What the database says has happened, read without the service. */

import { sql } from 'kysely';
import { eventsOfAdminChanges } from '../../src/announcements/announced-changes.ts';
import type { EventType } from '../../src/announcements/event-catalogue.ts';
import type { TestDatabase } from '../../test/support/test-database.ts';
import type { AuditEntry } from '../checks/stored-records.ts';
import type { AdminEvent } from './event-check.ts';
import type { LoggedMail } from './mail-check.ts';

const projectCreated: EventType = 'project.created';

/** `about` names the award or project and the kind, a person who joined, or who is invited. */
export async function loadMailLog({ db }: TestDatabase): Promise<LoggedMail[]> {
  const { rows } = await sql<LoggedMail>`
    select recipient, event_id as "eventId", state, attempts, coalesce(last_error, '') as error,
      case kind when 'award_approved' then 'award_approved ' || identifier
        when 'project_blocked' then 'project_blocked ' || (payload #>> '{content,facts,project}')
        else coalesce(payload #>> '{content,facts,person}', recipient) end as about
    from mail_message order by id`.execute(db);
  return rows;
}

export async function loadAwardAudit({ db }: TestDatabase): Promise<AuditEntry[]> {
  const { rows } = await sql<AuditEntry>`
    select audit_entry.id, identifier, destination, event_type, action, note, is_robot,
      person.username as person, project.uuid as project
    from audit_entry join person on person.id = performed_by
    left join project on project.id = audit_entry.project_id order by audit_entry.id`.execute(db);
  return rows;
}

/** Changes of projects, roles, invitations by hand and machines, since there are webhooks. */
export async function loadAdminEvents({ db }: TestDatabase): Promise<AdminEvent[]> {
  const { rows } = await sql<AdminEvent>`
    select event, coalesce(subject_uuid::text, subject_name) as subject
    from administrative_entry entry
    join jsonb_each_text(${JSON.stringify(eventsOfAdminChanges)}::jsonb) announced (action, event)
      on announced.action = entry.action
    where entry.id > (select max(id) from administrative_entry where action = 'webhook.created')
      and event <> ${projectCreated}
    union all
    -- By hand or for an award, which has no entry of the administrative audit.
    select ${projectCreated}, uuid::text from project`.execute(db);
  return rows;
}
