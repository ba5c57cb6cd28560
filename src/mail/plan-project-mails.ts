/* Mails about projects, for their admins and managers. */

import type { Announcement } from '../announcements/announcement.ts';
import { countDays, toUtcDay } from '../award/dates.ts';
import { projectPageUrl } from '../http/resource-urls.ts';
import type { MailFact } from './mail-content.ts';
import type { MailKind } from './mail-kinds.ts';
import { type PlannedMail, readText } from './planned-mail.ts';

/** Fewer days than the event's 30 or 7 where the end was moved to an earlier day. */
export function planEndsSoon(announcement: Announcement): PlannedMail[] {
  const day = readText(announcement, 'end_date');
  const days = countDays(toUtcDay(new Date(announcement.created)), day);
  const facts = { ...describeDaysLeft(days), end: { day } };
  return [planProject(announcement, 'project_ends_soon', facts)];
}

/** The facts that say how long a project still runs; 0 days: it ends today. */
export function describeDaysLeft(days: number): Record<string, MailFact> {
  return {
    days: String(days),
    today: days === 0 ? 'yes' : null,
    tomorrow: days === 1 ? 'yes' : null,
  };
}

export function planThreshold(announcement: Announcement): PlannedMail[] {
  const facts = {
    percent: String(announcement.data.percent),
    credits: readText(announcement, 'credits'),
    used: readText(announcement, 'used'),
  };
  return [planProject(announcement, 'credits_used', facts)];
}

/** To staff. */
export function planNeedsAttention(announcement: Announcement): PlannedMail[] {
  const facts = {
    machine: readText(announcement, 'resource_name'),
    problem: readText(announcement, 'error'),
  };
  const planned = planProject(announcement, 'needs_attention', facts);
  return [{ ...planned, addressee: { group: 'staff' } }];
}

export function planBlocked(announcement: Announcement): PlannedMail[] {
  const facts = {
    machine: readText(announcement, 'resource_name'),
    comment: readText(announcement, 'comment'),
  };
  return [planProject(announcement, 'project_blocked', facts)];
}

export function planProject(
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

export function getProjectPath(announcement: Announcement): string {
  const uuid = readText(announcement, 'project_uuid');
  return uuid === '' ? '/' : projectPageUrl('', uuid);
}
