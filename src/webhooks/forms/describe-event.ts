/* Every event as one plain sentence, for people. The names in it come from strangers. */

import {
  type EventMessage,
  type EventType,
  TEST_EVENT,
} from '../../announcements/event-catalogue.ts';
import type { ChannelName } from '../../outbox/outbox-entry.ts';

type Data = Record<string, unknown>;

/** Text of a field; a long one is cut. */
function text(data: Data, name: string): string {
  const value = data[name];
  const full = typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  // No half of a character is left at the end.
  return full.length > 300 ? `${full.slice(0, 300).replace(/[\uD800-\uDBFF]$/, '')}…` : full;
}

const award = (data: Data): string =>
  `The award “${text(data, 'name')}” (${text(data, 'identifier')})`;
const withComment = (sentence: string, data: Data): string => {
  const comment = text(data, 'comment');
  return comment === '' ? sentence : `${sentence} ${comment}`;
};
const awardEvent =
  (what: string) =>
  (data: Data): string =>
    withComment(`${award(data)} ${what}.`, data);
const project = (data: Data): string => `The project “${text(data, 'project_name')}”`;
const scope = (data: Data): string =>
  data.scope === 'project' ? text(data, 'project_name') : text(data, 'customer_name');
const role = (data: Data): string => `${text(data, 'role')} in “${scope(data)}”`;
const invited = (data: Data): string => text(data, 'email') || 'A person';
const machine = (data: Data): string => `${project(data)} on ${text(data, 'resource_name')}`;

const channelLabels: Record<ChannelName, string> = {
  bridge: 'the bridge',
  'fan-out': 'all channels',
  webhook: 'the webhook',
  mail: 'the mail server',
};
const describeChannel = (data: Data): string => {
  const receiver = text(data, 'receiver');
  const channel = channelLabels[data.channel as ChannelName];
  return receiver === '' ? channel : `${channel} “${receiver}”`;
};

const sentences: Record<EventType, (data: Data) => string> = {
  'award.arrived': awardEvent('arrived'),
  'award.waiting': (data) => `${award(data)} waits for a reviewer.`,
  'award.changed': awardEvent('changed'),
  'award.approved': awardEvent('was approved'),
  'award.rejected': awardEvent('was rejected'),
  'award.change_refused': awardEvent('goes on as before: a change was refused'),
  'award.returned': awardEvent('waits for a reviewer again'),
  'award.withdrawn': awardEvent('was withdrawn'),
  'award.ended': awardEvent('ended'),
  'award.deleted': awardEvent('was deleted'),
  'award.note_added': awardEvent('has a new note'),
  'award.project_attached': awardEvent('has a project now'),
  'award.project_detached': awardEvent('has no project any more'),
  'project.created': (data) => `${project(data)} was created.`,
  'project.changed': (data) => `${project(data)} changed.`,
  'project.removed': (data) => `${project(data)} was removed.`,
  'project.ends_soon': (data) =>
    `${project(data)} ends in ${text(data, 'days')} days, on ${text(data, 'end_date')}.`,
  'usage.threshold': (data) => `${project(data)} used ${text(data, 'percent')} % of its credits.`,
  'role.granted': (data) => `${text(data, 'person_username')} is now ${role(data)}.`,
  'role.changed': (data) => `The role of ${text(data, 'person_username')} changed: ${role(data)}.`,
  'role.removed': (data) => `${text(data, 'person_username')} is not ${role(data)} any more.`,
  'role.ended': (data) => `The role of ${text(data, 'person_username')} ended: ${role(data)}.`,
  'invitation.created': (data) => `${invited(data)} was invited as ${role(data)}.`,
  'invitation.accepted': (data) => `${invited(data)} accepted the invitation: ${role(data)}.`,
  'invitation.withdrawn': (data) =>
    `The invitation of ${invited(data)} was withdrawn: ${role(data)}.`,
  'invitation.ended': (data) => `The invitation of ${invited(data)} ended: ${role(data)}.`,
  'machines.needs_attention': (data) =>
    `${machine(data)} needs attention. ${text(data, 'error')}`.trim(),
  'machines.blocked': (data) => withComment(`${machine(data)} was blocked.`, data),
  'machines.recovered': (data) => `${machine(data)} needs no attention any more.`,
  'bridge.away': (data) => `The bridge has not answered since ${text(data, 'since')}.`,
  'bridge.back': (data) => `The bridge answers again since ${text(data, 'since')}.`,
  'webhook.disabled': (data) =>
    `The webhook “${text(data, 'webhook_name')}” was disabled. ${text(data, 'error')}`.trim(),
  'mail.undeliverable': (data) => `Mail to ${text(data, 'email')} cannot be delivered.`,
  'delivery.given_up': (data) =>
    `Deliveries through ${describeChannel(data)} were given up. ${text(data, 'error')}`.trim(),
};

/** The event as a sentence in plain text, without any escaping. */
export function describeEvent({ type, data }: EventMessage): string {
  return type === TEST_EVENT ? text(data, 'message') : sentences[type](data);
}
