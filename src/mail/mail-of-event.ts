/* Which mails an event becomes: of which kind, to whom, and with which facts. */

import type { Announcement } from '../announcements/announcement.ts';
import type { EventType } from '../announcements/event-catalogue.ts';
import { countDays, toUtcDay } from '../award/dates.ts';
import { awardPageUrl, projectPageUrl } from '../http/resource-urls.ts';
import { type AwardMailFacts, toAwardFacts } from './load-award-facts.ts';
import type { MailContent, MailFact } from './mail-content.ts';
import type { MailKind } from './mail-kinds.ts';

/**
 * Whom a mail goes to: reviewers of the award; admins and managers of the project, or of the award
 * that has none yet; staff; or one person or email.
 */
type MailAddressee =
  | { group: 'reviewers' | 'project' | 'staff' }
  | { group: 'person'; uuid: string }
  | { group: 'email'; email: string };

export interface PlannedMail {
  announcement: Announcement;
  addressee: MailAddressee;
  content: MailContent;
}

/** `award` is undefined where the event is about none or the award is gone. */
type Plan = (announcement: Announcement, award: AwardMailFacts | undefined) => PlannedMail[];

/** For events of which another event already makes a mail, or of which nobody needs one. */
const noMail: Plan = () => [];

const plans: Record<EventType, Plan> = {
  'award.arrived': noMail,
  'award.waiting': (announcement, award) => {
    if (award === undefined) return [];
    return [planAward(announcement, award, 'award_waiting', { group: 'reviewers' })];
  },
  'award.changed': planChange,
  'award.approved': (announcement, award) => planDecision(announcement, award, 'award_approved'),
  'award.rejected': (announcement, award) => planDecision(announcement, award, 'award_rejected'),
  'award.change_refused': (announcement, award) =>
    planDecision(announcement, award, 'change_refused'),
  'award.returned': noMail,
  'award.withdrawn': noMail,
  'award.ended': noMail,
  'award.deleted': noMail,
  'award.note_added': noMail,
  'award.project_attached': noMail,
  'award.project_detached': noMail,
  'project.created': noMail,
  'project.changed': noMail,
  'project.removed': (announcement) => [planProject(announcement, 'project_removed', {}, '/')],
  'project.ends_soon': (announcement) => {
    const day = readText(announcement, 'end_date');
    // Fewer than the event's 30 or 7 where the end was moved to an earlier day.
    const days = countDays(toUtcDay(new Date(announcement.created)), day);
    const facts = { days: String(days), end: { day } };
    return [planProject(announcement, 'project_ends_soon', facts)];
  },
  'usage.threshold': (announcement) => {
    const facts = {
      percent: String(announcement.data.percent),
      credits: readText(announcement, 'credits'),
      used: readText(announcement, 'used'),
    };
    return [planProject(announcement, 'credits_used', facts)];
  },
  'role.granted': planGrantedRole,
  'role.changed': noMail,
  'role.removed': noMail,
  'role.ended': noMail,
  'invitation.created': planInvitation,
  // role.granted says the same.
  'invitation.accepted': noMail,
  'invitation.withdrawn': noMail,
  'invitation.ended': noMail,
  'machines.needs_attention': (announcement) => {
    const facts = {
      machine: readText(announcement, 'resource_name'),
      problem: readText(announcement, 'error'),
    };
    const planned = planProject(announcement, 'needs_attention', facts);
    return [{ ...planned, addressee: { group: 'staff' } }];
  },
  'machines.blocked': (announcement) => {
    const facts = {
      machine: readText(announcement, 'resource_name'),
      comment: readText(announcement, 'comment'),
    };
    return [planProject(announcement, 'project_blocked', facts)];
  },
  'machines.recovered': noMail,
  'bridge.away': (announcement) => {
    const facts = {
      since: { time: readText(announcement, 'since') },
      problem: readText(announcement, 'error'),
    };
    return [planStaff(announcement, 'bridge_away', facts, '/bridge')];
  },
  'bridge.back': noMail,
  'webhook.disabled': (announcement) => {
    const webhook = readText(announcement, 'webhook_name');
    const path = `/webhooks/${readText(announcement, 'webhook_uuid')}`;
    const facts = { webhook, problem: readText(announcement, 'error') };
    const content = { kind: 'webhook_disabled' as const, facts, path, items: null };
    const addressee = { group: 'person' as const, uuid: readText(announcement, 'owner_uuid') };
    const toStaff = planFailedDelivery(announcement, 'webhook', webhook, path);
    return [{ announcement, addressee, content }, toStaff];
  },
  'mail.undeliverable': (announcement) => {
    return [planFailedDelivery(announcement, 'mail', readText(announcement, 'email'), '/mail')];
  },
  'delivery.given_up': (announcement) => {
    const channel = readText(announcement, 'channel');
    const facts = {
      channel: { word: `channel.${channel}` },
      receiver: readText(announcement, 'receiver'),
      problem: readText(announcement, 'error'),
    };
    const path = findGivenUpPage(channel, readText(announcement, 'url'));
    return [planStaff(announcement, 'deliveries_given_up', facts, path)];
  },
};

/** The mails of an announcement, each for a group of people. */
export function planMails(
  announcement: Announcement,
  award: AwardMailFacts | undefined,
): PlannedMail[] {
  return plans[announcement.event](announcement, award);
}

/** A change of an award that was waiting already; one that begins to wait is another event. */
function planChange(announcement: Announcement, award: AwardMailFacts | undefined): PlannedMail[] {
  if (!award?.waitingSince) return [];
  if (Date.parse(award.waitingSince) >= Date.parse(announcement.created)) return [];
  return [planAward(announcement, award, 'award_changed', { group: 'reviewers' })];
}

function planDecision(
  announcement: Announcement,
  award: AwardMailFacts | undefined,
  kind: MailKind,
): PlannedMail[] {
  if (award === undefined) return [];
  const planned = planAward(announcement, award, kind, { group: 'project' });
  const facts = {
    ...planned.content.facts,
    comment: readText(announcement, 'comment'),
    credits: readText(announcement, 'credits'),
    project: readText(announcement, 'project_name'),
  };
  const path = getProjectPath(announcement);
  return [{ ...planned, content: { ...planned.content, facts, path } }];
}

function planAward(
  announcement: Announcement,
  award: AwardMailFacts,
  kind: MailKind,
  addressee: MailAddressee,
): PlannedMail {
  const content = { kind, facts: toAwardFacts(award), path: awardPageUrl('', award), items: null };
  return { announcement, addressee, content };
}

function planProject(
  announcement: Announcement,
  kind: MailKind,
  facts: Record<string, MailFact>,
  path: string = getProjectPath(announcement),
): PlannedMail {
  const project = readText(announcement, 'project_name');
  return {
    announcement,
    addressee: { group: 'project' },
    content: { kind, facts: { project, ...facts }, path, items: null },
  };
}

function getProjectPath(announcement: Announcement): string {
  const uuid = readText(announcement, 'project_uuid');
  return uuid === '' ? '/' : projectPageUrl('', uuid);
}

/** A text of the event's data; '' where the event has none. */
function readText({ data }: Announcement, name: string): string {
  const value = data[name];
  return typeof value === 'string' ? value : '';
}

function planStaff(
  announcement: Announcement,
  kind: MailKind,
  facts: Record<string, MailFact>,
  path: string,
): PlannedMail {
  const content = { kind, facts, path, items: null };
  return { announcement, addressee: { group: 'staff' }, content };
}

function planFailedDelivery(
  announcement: Announcement,
  what: 'mail' | 'webhook',
  address: string,
  path: string,
): PlannedMail {
  const facts = { what: { word: what }, address, problem: readText(announcement, 'error') };
  return planStaff(announcement, 'delivery_failed', facts, path);
}

/** `award` is the one whose decision made the invitation. */
function planInvitation(
  announcement: Announcement,
  award: AwardMailFacts | undefined,
): PlannedMail[] {
  const email = readText(announcement, 'email');
  if (email === '') return [];
  const planned = planRole(announcement, { group: 'email', email }, false);
  const facts = { ...planned.content.facts, portal: award?.portal ?? null };
  return [{ ...planned, content: { ...planned.content, facts } }];
}

/** To the person who got the role, and to those who lead the project. */
function planGrantedRole(announcement: Announcement): PlannedMail[] {
  const uuid = readText(announcement, 'person_uuid');
  const own = uuid === '' ? [] : [planRole(announcement, { group: 'person', uuid }, true)];
  return [...own, ...planJoined(announcement)];
}

function planRole(
  announcement: Announcement,
  addressee: MailAddressee,
  hasJoined: boolean,
): PlannedMail {
  const until = readText(announcement, 'expiration_time');
  const scope = readText(announcement, 'scope');
  const facts = {
    scope: readText(announcement, scope === 'project' ? 'project_name' : 'customer_name'),
    inviter: readText(announcement, 'performed_by_full_name'),
    portal: null,
    joined: hasJoined ? 'yes' : null,
    role: { word: readText(announcement, 'role') },
    until: until === '' ? null : { time: until },
  };
  const content = { kind: 'invitation' as const, facts, path: '/', items: null };
  return { announcement, addressee, content };
}

function planJoined(announcement: Announcement): PlannedMail[] {
  if (readText(announcement, 'scope') !== 'project') return [];
  const name = readText(announcement, 'person_full_name');
  const facts = {
    person: name === '' ? readText(announcement, 'person_username') : name,
    role: { word: readText(announcement, 'role') },
  };
  return [planProject(announcement, 'member_joined', facts)];
}

/** The path where staff see what was given up; the event's `url` begins with that of the site. */
function findGivenUpPage(channel: string, url: string): string {
  if (channel === 'mail') return '/mail';
  const [webhookPage] = /\/webhooks\/[^/]+$/.exec(url) ?? [];
  return webhookPage ?? '/jobs?delivery_state=dead';
}
