/* Reads announcements from the outbox with what their events carry. */

import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Announcement } from './announcement.ts';
import { type AnnouncementRow, buildEventData } from './build-event-data.ts';
import { isEventType } from './event-catalogue.ts';

/**
 * The announcements with these ids, in their order, with data as the catalogue has it. Links begin
 * with `baseUrl`; empty makes them paths. Throws where an event is not in the catalogue.
 */
export async function loadAnnouncements(
  trx: Transaction<Database>,
  ids: readonly number[],
  baseUrl: string,
): Promise<Announcement[]> {
  const { rows } = await sql<AnnouncementRow>`
    select outbox.id, outbox.event, outbox.event_id as "eventId", outbox.identifier,
      outbox.destination, outbox.created, outbox.payload,
      audit.state, audit.version, audit.note, audit.credits,
      entry.action as "adminAction", entry.subject_uuid as "subjectUuid",
      entry.subject_name as "subjectName", subject_person.full_name as "subjectFullName", entry.before, entry.after,
      performer.id as "performedBy", performer.uuid as "performerUuid",
      performer.full_name as "performerName",
      template.uuid as "templateUuid", template.name as "templateName",
      coalesce(template.provider_id, (select t.provider_id from managed_project award
        join project_template t on t.id = award.template_id
        where award.project_id = project.id)) as "providerId",
      project.id as "projectId", project.uuid as "projectUuid", project.name as "projectName",
      project.short_name as "projectShortName",
      customer.id as "customerId", customer.uuid as "customerUuid", customer.name as "customerName"
    from outbox
    left join audit_entry audit on audit.id = (outbox.payload ->> 'audit_entry')::bigint
    left join administrative_entry entry
      on entry.id = (outbox.payload ->> 'admin_entry')::bigint
    left join person subject_person on entry.subject_kind = 'role'
      and subject_person.uuid = entry.subject_uuid
    left join person performer on not performer.is_robot
      and performer.id = coalesce(audit.performed_by, entry.performed_by,
        (outbox.payload ->> 'performed_by')::bigint)
    left join project_template template
      on template.id = (outbox.payload ->> 'template_id')::bigint
    left join project on project.id = coalesce(
      (outbox.payload ->> 'project_id')::bigint,
      (select subject.id from project subject where subject.uuid =
        case when entry.subject_kind in ('project', 'machine') then entry.subject_uuid
          else (coalesce(entry.after, entry.before) ->> 'project_uuid')::uuid end))
    left join customer on customer.id = coalesce(project.customer_id, template.customer_id,
      (outbox.payload ->> 'customer_id')::bigint,
      (select named.id from customer named
        where named.uuid = (coalesce(entry.after, entry.before) ->> 'customer_uuid')::uuid))
    where outbox.id = any(${ids}::bigint[])
    order by outbox.id`.execute(trx);
  return rows.map((row) => toAnnouncement(row, baseUrl));
}

function toAnnouncement(row: AnnouncementRow, baseUrl: string): Announcement {
  const { id, event, eventId, identifier, destination, created } = row;
  if (!isEventType(event)) throw new Error(`${event} is not in the catalogue of events.`);
  const { customerId, providerId, projectId, performedBy } = row;
  return {
    ...{ id, event, eventId, identifier, destination, created },
    ...{ customerId, providerId, projectId, performedBy },
    data: buildEventData(event, row, baseUrl),
  };
}
