/* Mails about the service itself: for staff and the owners of webhooks. */

import type { Announcement } from '../announcements/announcement.ts';
import type { MailFact } from './mail-content.ts';
import type { MailKind } from './mail-kinds.ts';
import { type PlannedMail, readText } from './planned-mail.ts';

export function planBridgeAway(announcement: Announcement): PlannedMail[] {
  const since = { time: readText(announcement, 'since') };
  const facts = {
    away_since: since,
    // The name before 0.1.0, which texts of sites may still use.
    since,
    problem: readText(announcement, 'error'),
  };
  return [planStaff(announcement, 'bridge_away', facts, '/bridge')];
}

/** To the owner of the webhook, and to staff. */
export function planDisabledWebhook(announcement: Announcement): PlannedMail[] {
  const webhook = readText(announcement, 'webhook_name');
  const path = `/webhooks/${readText(announcement, 'webhook_uuid')}`;
  const facts = { webhook, problem: readText(announcement, 'error') };
  const content = { kind: 'webhook_disabled' as const, facts, path, items: null };
  const addressee = { group: 'person' as const, uuid: readText(announcement, 'owner_uuid') };
  const toStaff = planFailedDelivery(announcement, 'webhook', webhook, path);
  return [{ announcement, addressee, content }, toStaff];
}

export function planRefusedAddress(announcement: Announcement): PlannedMail[] {
  return [planFailedDelivery(announcement, 'mail', readText(announcement, 'email'), '/mail')];
}

export function planGivenUp(announcement: Announcement): PlannedMail[] {
  const channel = readText(announcement, 'channel');
  const facts = {
    channel: { word: `channel.${channel}` },
    receiver: readText(announcement, 'receiver'),
    problem: readText(announcement, 'error'),
    refused: announcement.data.refused === true ? 'yes' : null,
  };
  const path = findGivenUpPage(channel, readText(announcement, 'url'));
  return [planStaff(announcement, 'deliveries_given_up', facts, path)];
}

/** The path where staff see what was given up; the event's `url` begins with that of the site. */
function findGivenUpPage(channel: string, url: string): string {
  if (channel === 'mail') return '/mail';
  const [webhookPage] = /\/webhooks\/[^/]+$/.exec(url) ?? [];
  return webhookPage ?? '/jobs?delivery_state=dead';
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

function planStaff(
  announcement: Announcement,
  kind: MailKind,
  facts: Record<string, MailFact>,
  path: string,
): PlannedMail {
  const content = { kind, facts, path, items: null };
  return { announcement, addressee: { group: 'staff' }, content };
}
