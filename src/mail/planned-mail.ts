/* A mail that an event becomes, before its recipients are known. */

import type { Announcement } from '../announcements/announcement.ts';
import type { AwardMailFacts } from './load-award-facts.ts';
import type { MailContent } from './mail-content.ts';

/**
 * Whom a mail goes to. reviewers: of the award. project: its admins and managers, or those that the
 * award names where it has no project yet. award: those that the award names, whatever its project.
 * staff; or one person or email.
 */
export type MailAddressee =
  | { group: 'reviewers' | 'project' | 'award' | 'staff' }
  | { group: 'person'; uuid: string }
  | { group: 'email'; email: string };

export interface PlannedMail {
  announcement: Announcement;
  addressee: MailAddressee;
  content: MailContent;
}

/** `award` is undefined where the event is about none or the award is gone. */
export type PlanMails = (
  announcement: Announcement,
  award: AwardMailFacts | undefined,
) => PlannedMail[];

/** A text of the event's data; '' where the event has none. */
export function readText({ data }: Announcement, name: string): string {
  const value = data[name];
  return typeof value === 'string' ? value : '';
}
