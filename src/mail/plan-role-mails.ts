/* Mails about roles and invitations. */

import type { Announcement } from '../announcements/announcement.ts';
import type { AwardMailFacts } from './load-award-facts.ts';
import { planProject } from './plan-project-mails.ts';
import { type MailAddressee, type PlannedMail, readText } from './planned-mail.ts';

/** `award` is the one whose decision made the invitation. */
export function planInvitation(
  announcement: Announcement,
  award: AwardMailFacts | undefined,
): PlannedMail[] {
  const email = readText(announcement, 'email');
  if (email === '') return [];
  const addressee = { group: 'email', email } as const;
  return [planRole(announcement, addressee, { hasJoined: false, portal: award?.portal ?? null })];
}

/** To the person who got the role, and to those who lead the project. */
export function planGrantedRole(announcement: Announcement): PlannedMail[] {
  const uuid = readText(announcement, 'person_uuid');
  const own =
    uuid === ''
      ? []
      : [planRole(announcement, { group: 'person', uuid }, { hasJoined: true, portal: null })];
  return [...own, ...planJoined(announcement)];
}

function planRole(
  announcement: Announcement,
  addressee: MailAddressee,
  { hasJoined, portal }: { hasJoined: boolean; portal: string | null },
): PlannedMail {
  const until = readText(announcement, 'expiration_time');
  const scope = readText(announcement, 'scope');
  const facts = {
    scope: readText(announcement, scope === 'project' ? 'project_name' : 'customer_name'),
    scope_uuid: readText(announcement, scope === 'project' ? 'project_uuid' : 'customer_uuid'),
    inviter: readText(announcement, 'performed_by_full_name'),
    portal,
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
