/* Reads announcements from the outbox with what their events carry. */

import { type RawBuilder, sql, type Transaction } from 'kysely';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import type { Announcement, AwardKey } from './announcement.ts';
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
    ${planEachTime} select outbox.id, outbox.event, outbox.event_id as "eventId", outbox.identifier,
      outbox.destination, outbox.created, outbox.payload,
      audit.state, audit.version, audit.note, audit.credits,
      entry.action as "adminAction", entry.subject_uuid as "subjectUuid",
      entry.subject_name as "subjectName", subject_person.full_name as "subjectFullName",
      entry.before, entry.after,
      performer.id as "performedBy", performer.uuid as "performerUuid",
      performer.full_name as "performerName",
      template.uuid as "templateUuid", template.name as "templateName",
      coalesce(template.provider_id, (select t.provider_id from managed_project award
        join project_template t on t.id = award.template_id
        where award.project_id = project.id)) as "providerId",
      project.id as "projectId", project.uuid as "projectUuid", project.name as "projectName",
      project.short_name as "projectShortName",
      coalesce(project.is_removed, false) as "isProjectRemoved",
      coalesce(${awardWithSql('project_id')}, ${awardWithSql('previous_project_id')})
        as "awardOfProject",
      case when outbox.event = 'award.changed' and audit.project_id is not null then coalesce((
        select earlier.credits is distinct from audit.credits from audit_entry earlier
        where earlier.identifier = audit.identifier and earlier.destination = audit.destination
          and earlier.id < audit.id and earlier.project_id is not null
        order by earlier.id desc limit 1), false) else false end as "isGrantChanged",
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
  const awards = findAwardsOfProjects(rows);
  return rows.map((row) => toAnnouncement(row, baseUrl, awards));
}

/** The key of the newest award that has the project in a column; an index finds it. */
function awardWithSql(column: 'project_id' | 'previous_project_id'): RawBuilder<unknown> {
  return sql`(select json_build_object('identifier', award.identifier,
      'destination', award.destination)
    from managed_project award where award.${sql.ref(column)} = project.id
    order by award.id desc limit 1)`;
}

/**
 * The awards of projects, by the ids of the projects, that events of the same batch name: a project
 * that was removed has none any more, and the event of its award comes just before.
 */
function findAwardsOfProjects(rows: readonly AnnouncementRow[]): Map<number, AwardKey> {
  const named = rows.flatMap(({ projectId, identifier, destination }) =>
    projectId === null || identifier === ''
      ? []
      : [[projectId, { identifier, destination }] as const],
  );
  return new Map(named);
}

function toAnnouncement(
  row: AnnouncementRow,
  baseUrl: string,
  awards: ReadonlyMap<number, AwardKey>,
): Announcement {
  const { id, event, eventId, identifier, destination, created } = row;
  if (!isEventType(event)) throw new Error(`${event} is not in the catalogue of events.`);
  const { customerId, providerId, projectId, isProjectRemoved, isGrantChanged, performedBy } = row;
  return {
    ...{ id, event, eventId, identifier, destination, created },
    ...{ customerId, providerId, projectId, isProjectRemoved, isGrantChanged, performedBy },
    awardOfProject: row.awardOfProject ?? awards.get(projectId ?? 0) ?? null,
    data: buildEventData(event, row, baseUrl),
  };
}
