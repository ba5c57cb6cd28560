/*
 * Every event that people and programs can be told about. The list is closed: each place that
 * handles events is a `Record` over it, so a new one does not compile until all have decided.
 */

import { type TObject, Type } from 'typebox';
import { Time } from '../http/api-schemas.ts';
import * as data from './event-data-schemas.ts';

interface EventInfo {
  /** For the page and the OpenAPI document: one sentence. */
  description: string;
  data: TObject;
  /** site: about the service as a whole, so only staff and their webhooks learn of it. */
  audience: 'customer' | 'site';
}

function customerEvent(description: string, schema: TObject): EventInfo {
  return { description, data: schema, audience: 'customer' };
}

function siteEvent(description: string, schema: TObject): EventInfo {
  return { description, data: schema, audience: 'site' };
}

export const eventCatalogue = {
  'award.arrived': customerEvent('An award arrived.', data.AwardData),
  'award.waiting': customerEvent(
    'An award, or a change of it, waits for a reviewer.',
    data.AwardData,
  ),
  'award.changed': customerEvent('Details of an award changed.', data.AwardData),
  'award.approved': customerEvent('An award was approved.', data.AwardData),
  'award.rejected': customerEvent('An award was rejected.', data.AwardData),
  'award.change_refused': customerEvent(
    'A change was refused; the award goes on as before.',
    data.AwardData,
  ),
  'award.returned': customerEvent(
    'An award that was decided about waits for a reviewer again.',
    data.AwardData,
  ),
  'award.withdrawn': customerEvent('The awarding portal withdrew an award.', data.AwardData),
  'award.ended': customerEvent('An award ended with its project.', data.AwardData),
  'award.deleted': customerEvent('Staff deleted an award.', data.AwardData),
  'award.note_added': customerEvent(
    'A note was added, which the awarding portal sees.',
    data.AwardData,
  ),
  'award.project_attached': customerEvent('An award got a project.', data.AwardData),
  'award.project_detached': customerEvent('An award lost its project.', data.AwardData),
  'project.created': customerEvent('A project was created.', data.ProjectData),
  'project.changed': customerEvent('Fields of a project changed.', data.ProjectData),
  'project.removed': customerEvent('A project was removed.', data.ProjectData),
  'project.ends_soon': customerEvent(
    'A project ends in 30 or in 7 days.',
    data.ProjectEndsSoonData,
  ),
  'usage.threshold': customerEvent(
    'A project used 80 % or 100 % of its credits.',
    data.UsageThresholdData,
  ),
  'role.granted': customerEvent('A person got a role.', data.RoleData),
  'role.changed': customerEvent('A role, or when it ends, changed.', data.RoleData),
  'role.removed': customerEvent('A person lost a role.', data.RoleData),
  'role.ended': customerEvent('A role ended because its time came.', data.RoleData),
  'invitation.created': customerEvent('A person was invited.', data.InvitationData),
  'invitation.accepted': customerEvent(
    'An invited person signed in and got the role.',
    data.InvitationData,
  ),
  'invitation.withdrawn': customerEvent('An invitation was withdrawn.', data.InvitationData),
  'invitation.ended': customerEvent(
    'An invitation ended because its time came.',
    data.InvitationData,
  ),
  'machines.needs_attention': customerEvent(
    'A project could not be brought to a machine; somebody must look.',
    data.MachineData,
  ),
  'machines.blocked': customerEvent(
    'Staff blocked a project on a machine.',
    data.MachineBlockedData,
  ),
  'machines.recovered': customerEvent(
    'A project on a machine needs no attention any more.',
    data.MachineData,
  ),
  'bridge.away': siteEvent('The bridge has not answered for ten minutes.', data.BridgeData),
  'bridge.back': siteEvent('The bridge answers again.', data.BridgeData),
  'webhook.disabled': customerEvent(
    'A webhook was disabled: it failed for five days, its receiver is gone, or its owner lost the right to it.',
    data.WebhookDisabledData,
  ),
  'mail.undeliverable': siteEvent(
    'A mail server refused an address for good.',
    data.MailUndeliverableData,
  ),
  'delivery.given_up': siteEvent(
    'Deliveries were given up; sent at most once a day for each channel or webhook.',
    data.DeliveryGivenUpData,
  ),
} as const satisfies Record<string, EventInfo>;

export type EventType = keyof typeof eventCatalogue;
export type AwardEventType = Extract<EventType, `award.${string}`>;
/** Events that are written as they happen, without an entry in an audit. */
export type DirectEventType = Extract<
  EventType,
  `bridge.${string}` | `mail.${string}` | 'webhook.disabled' | 'delivery.given_up'
>;
export const eventTypes = Object.keys(eventCatalogue) as EventType[];

/** What an event of this type carries. */
export type EventData<E extends EventType = EventType> = Type.Static<
  (typeof eventCatalogue)[E]['data']
>;

/** Sent on request to try a webhook; no announcement. */
export const TEST_EVENT = 'webhook.test';

/** The form in which an event is sent. */
export interface EventMessage {
  type: EventType | typeof TEST_EVENT;
  /** RFC 3339, UTC. */
  timestamp: string;
  data: Record<string, unknown>;
}

/** The JSON schema of an EventMessage of one type. */
export function createMessageSchema(type: EventMessage['type']): TObject {
  return Type.Object({
    type: Type.Unsafe<string>({ type: 'string', const: type }),
    timestamp: Time,
    data: type === TEST_EVENT ? data.TestData : eventCatalogue[type].data,
  });
}

/** Whether a text names an event of the catalogue. */
export function isEventType(text: string): text is EventType {
  return Object.hasOwn(eventCatalogue, text);
}
