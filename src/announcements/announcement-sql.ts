/*
 * Statements that put announcements into the outbox, for the statement that changes what is
 * announced, so that neither exists without the other. They write nothing where the site has no
 * channel that delivers announcements.
 */

import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AuditEntry } from '../award/award-decision.ts';
import type { Database } from '../database/schema.ts';
import type { OutboxKind } from '../outbox/outbox-entry.ts';
import { eventsOfAdminChanges, findAwardEvent } from './announced-changes.ts';
import type { AwardEventType, DirectEventType, EventData, EventType } from './event-catalogue.ts';

const kind: OutboxKind = 'announcement';
/** Whether this site has a channel that delivers announcements. */
export const hasChannelSql = sql`exists (select from announcement_channel)`;

/** What is known of an award at the time of the event; the award's row may be gone later. */
export interface AwardFacts {
  identifier: string;
  destination: string;
  name: string;
  templateId: number;
  /** The project that the award has, or had before the event. */
  projectId: RawBuilder<unknown> | number | null;
  /** Whether the award begins to wait for a reviewer. */
  beginsToWait: boolean;
  /** Whether the decision creates the award's project. */
  createsProject: boolean;
}

/**
 * Announces a decision. `entries` is the name of the statement that inserts its audit entries and
 * returns their `id` and `action`. Empty where no entry of the decision is announced.
 */
export function awardAnnouncementsSql(
  facts: AwardFacts,
  entries: string,
  audit: readonly AuditEntry[],
  created: string,
): RawBuilder<unknown>[] {
  const events = new Map<string, AwardEventType>();
  for (const { action } of audit) {
    const event = findAwardEvent(action);
    if (event !== null) events.set(action, event);
  }
  const more: EventType[] = [
    ...(facts.beginsToWait ? (['award.waiting'] as const) : []),
    ...(facts.createsProject ? (['project.created'] as const) : []),
  ];
  if (audit.length === 0 || events.size + more.length === 0) return [];
  const { identifier, destination, name, templateId, projectId } = facts;
  const entry = sql.ref(entries);
  return [
    sql`insert into outbox (kind, event, identifier, destination, created, event_id, payload)
      select ${kind}, announced.event, ${identifier}, ${destination}, ${created}::timestamptz,
        gen_random_uuid(), jsonb_build_object('audit_entry', announced.id, 'name', ${name}::text,
          'template_id', ${templateId}::bigint, 'project_id', ${projectId}::bigint)
      from (
        select entry.id, ${JSON.stringify(Object.fromEntries(events))}::jsonb ->> entry.action as event,
          0 as place
        from ${entry} entry
        union all
        select (select max(id) from ${entry}), more.event, more.place
        from jsonb_array_elements_text(${JSON.stringify(more)}::jsonb)
          with ordinality as more (event, place)) announced
      where announced.event is not null and ${hasChannelSql}
      order by announced.place, announced.id`,
  ];
}

/**
 * Announces entries of the administrative audit. `entries` is the name of the statement that inserts
 * them and returns their `id`, `action`, `via` and `"timestamp"`.
 */
export function adminAnnouncementsSql(entries: string): RawBuilder<unknown> {
  return sql`insert into outbox (kind, event, created, event_id, payload, identifier, destination)
    select ${kind}, announced.event, entry."timestamp", gen_random_uuid(),
      jsonb_build_object('admin_entry', entry.id), '', ''
    from ${sql.ref(entries)} entry
    join (select action, event, null as via
        from jsonb_each_text(${JSON.stringify(eventsOfAdminChanges)}::jsonb) as pair (action, event)
        union all select 'role.given', 'invitation.accepted', 'sign-in') announced
      on announced.action = entry.action and coalesce(announced.via, entry.via) = entry.via
    where ${hasChannelSql}
    order by entry.id`;
}

/** Whether any change of these actions is announced. */
export function isAnyAnnounced(actions: readonly string[]): boolean {
  return actions.some((action) => Object.hasOwn(eventsOfAdminChanges, action));
}

/** The decision about an award that makes invitations. */
interface InvitingDecision {
  identifier: string;
  destination: string;
  /** The id of the person who decided, or SQL that finds it. */
  performer: number | RawBuilder<number>;
  /** RFC 3339. */
  now: string;
}

/**
 * Announces invitations that a decision about an award makes, as events of that award. `invited` is the
 * name of the statement that inserts them and returns their `project_id`, `email` and `role`.
 */
export function invitationAnnouncementsSql(
  invited: string,
  { identifier, destination, performer, now }: InvitingDecision,
): RawBuilder<unknown> {
  const event: EventType = 'invitation.created';
  return sql`insert into outbox (kind, event, created, event_id, payload, identifier, destination)
    select ${kind}, ${event}, ${now}::timestamptz, gen_random_uuid(), jsonb_build_object(
      'project_id', invited.project_id, 'email', invited.email, 'role', invited.role,
      'performed_by', ${performer}::bigint), ${identifier}, ${destination}
    from ${sql.ref(invited)} invited where ${hasChannelSql}`;
}

/** Something that is noticed, beside any audit. */
export interface DirectEvent<E extends DirectEventType = DirectEventType> {
  event: E;
  /** As the catalogue has it; `url` is a path, which gets the public URL before it. */
  data: EventData<E>;
  /** Whose customers and project it concerns; null for the site. */
  projectId: number | null;
  customerId: number | null;
  /** Announced once for each key, such as `bridge.away:<since when>`. */
  onceFor?: string;
}

/** Announces events that were noticed at `now` (RFC 3339), with one statement. */
export async function announceEvents(
  db: Kysely<Database>,
  events: readonly DirectEvent[],
  now: string,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ event, data, projectId, customerId, onceFor }, place) => ({
    place,
    event,
    key: onceFor ?? null,
    payload: { data, project_id: projectId, customer_id: customerId },
  }));
  await sql`
    with noticed as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as noticed (place int, event text, key text, payload jsonb)
      where ${hasChannelSql}),
    fresh as (
      insert into announced_once (key, announced)
      select distinct key, ${now}::timestamptz from noticed where key is not null
      on conflict do nothing returning key)
    insert into outbox (kind, event, created, event_id, payload, identifier, destination)
    select ${kind}, event, ${now}::timestamptz, gen_random_uuid(), payload, '', ''
    from noticed where key is null or key in (select key from fresh)
    order by place`.execute(db);
}
