/* Mails about awards: for reviewers, and for the admins and managers of their projects. */

import type { Announcement } from '../announcements/announcement.ts';
import { awardPageUrl } from '../http/resource-urls.ts';
import { type AwardMailFacts, toAwardFacts } from './load-award-facts.ts';
import type { MailFact } from './mail-content.ts';
import type { MailKind } from './mail-kinds.ts';
import { getProjectPath } from './plan-project-mails.ts';
import { type MailAddressee, type PlannedMail, readText } from './planned-mail.ts';

type Award = AwardMailFacts | undefined;

export function planWaiting(announcement: Announcement, award: Award): PlannedMail[] {
  if (award === undefined) return [];
  return [planAward(announcement, award, 'award_waiting', { group: 'reviewers' })];
}

/**
 * A change of an award that was waiting already, for its reviewers: one that begins to wait is another
 * event. A change of what is granted, for its project: also while the award waits, as fewer credits
 * apply at once.
 */
export function planChange(announcement: Announcement, award: Award): PlannedMail[] {
  if (award === undefined) return [];
  const forProject = announcement.isGrantChanged ? planNewGrant(announcement, award) : [];
  if (!wasWaiting(announcement, award)) return forProject;
  return [...forProject, planAward(announcement, award, 'award_changed', { group: 'reviewers' })];
}

function planNewGrant(announcement: Announcement, award: AwardMailFacts): PlannedMail[] {
  const { credits } = announcement.data;
  const facts = describeAward(announcement, award, {
    changed: 'yes',
    ...(credits === null && { credits: { word: 'credits.none' } }),
  });
  return planForProject(announcement, 'award_approved', facts);
}

function wasWaiting({ created }: Announcement, { waitingSince }: AwardMailFacts): boolean {
  return waitingSince !== null && Date.parse(waitingSince) < Date.parse(created);
}

export function planApproval(announcement: Announcement, award: Award): PlannedMail[] {
  if (award === undefined) return [];
  const facts = describeAward(announcement, award, { changed: null });
  return planForProject(announcement, 'award_approved', facts);
}

/** Also to those whom only the award names: a project of the same name may be that of others. */
export function planRejection(announcement: Announcement, award: Award): PlannedMail[] {
  if (award === undefined) return [];
  const facts = describeAward(announcement, award, {});
  return planForProjectAndAward(announcement, 'award_rejected', facts);
}

export function planRefusedChange(announcement: Announcement, award: Award): PlannedMail[] {
  if (award === undefined) return [];
  const facts = describeAward(announcement, award, {});
  return planForProject(announcement, 'change_refused', facts);
}

/** Withdrawn by its awarding portal, or deleted here; a deleted one is known by its project only. */
export function planWithdrawal(announcement: Announcement, award: Award): PlannedMail[] {
  const isDeleted = announcement.event === 'award.deleted';
  const facts = describeAward(announcement, award, { deleted: isDeleted ? 'yes' : null });
  return planForProjectAndAward(announcement, 'award_withdrawn', facts);
}

/**
 * The award got a project or lost it. Nothing where it lost it because the project was removed, of which
 * another mail tells.
 */
export function planMove(announcement: Announcement, award: Award): PlannedMail[] {
  if (award === undefined) return [];
  const isAttached = announcement.event === 'award.project_attached';
  if (!isAttached && announcement.isProjectRemoved) return [];
  const facts = describeAward(announcement, award, {
    attached: isAttached ? 'yes' : null,
    waits: announcement.data.state === 'pending' ? 'yes' : null,
  });
  return planForProjectAndAward(announcement, 'award_moved', facts);
}

/** What mails to projects say about an award; of one that is gone, what the event says. */
function describeAward(
  announcement: Announcement,
  award: Award,
  more: Record<string, MailFact>,
): Record<string, MailFact> {
  const known = award === undefined ? describeFromEvent(announcement) : toAwardFacts(award);
  return {
    ...known,
    comment: readText(announcement, 'comment'),
    credits: readText(announcement, 'credits'),
    project: readText(announcement, 'project_name'),
    ...more,
  };
}

function describeFromEvent(announcement: Announcement): Record<string, MailFact> {
  const [portal = ''] = announcement.destination.split('.');
  return { award: announcement.identifier, name: readText(announcement, 'name'), portal };
}

function planForProjectAndAward(
  announcement: Announcement,
  kind: MailKind,
  facts: Record<string, MailFact>,
): PlannedMail[] {
  const planned = planForProject(announcement, kind, facts);
  return [
    ...planned,
    ...planned.map((plan) => ({ ...plan, addressee: { group: 'award' as const } })),
  ];
}

function planForProject(
  announcement: Announcement,
  kind: MailKind,
  facts: Record<string, MailFact>,
): PlannedMail[] {
  const content = { kind, facts, path: getProjectPath(announcement), items: null };
  return [{ announcement, addressee: { group: 'project' }, content }];
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
