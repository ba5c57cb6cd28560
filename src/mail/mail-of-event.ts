/* Which mails an event becomes: of which kind, to whom, and with which facts. */

import type { Announcement } from '../announcements/announcement.ts';
import type { EventType } from '../announcements/event-catalogue.ts';
import type { AwardMailFacts } from './load-award-facts.ts';
import {
  planApproval,
  planChange,
  planMove,
  planRefusedChange,
  planRejection,
  planWaiting,
  planWithdrawal,
} from './plan-award-mails.ts';
import {
  planBlocked,
  planEndsSoon,
  planNeedsAttention,
  planProject,
  planThreshold,
} from './plan-project-mails.ts';
import { planGrantedRole, planInvitation } from './plan-role-mails.ts';
import {
  planBridgeAway,
  planDisabledWebhook,
  planGivenUp,
  planRefusedAddress,
} from './plan-staff-mails.ts';
import type { PlannedMail, PlanMails } from './planned-mail.ts';

/** For events of which another event already makes a mail, or of which nobody needs one. */
const noMail: PlanMails = () => [];

const plans: Record<EventType, PlanMails> = {
  'award.arrived': noMail,
  'award.waiting': planWaiting,
  'award.changed': planChange,
  'award.approved': planApproval,
  'award.rejected': planRejection,
  'award.change_refused': planRefusedChange,
  'award.returned': noMail,
  'award.withdrawn': planWithdrawal,
  // It ends as its project is removed, which is another event.
  'award.ended': noMail,
  'award.deleted': planWithdrawal,
  'award.note_added': noMail,
  'award.project_attached': planMove,
  'award.project_detached': planMove,
  'project.created': noMail,
  'project.changed': noMail,
  'project.removed': (announcement) => [planProject(announcement, 'project_removed', {}, '/')],
  'project.ends_soon': planEndsSoon,
  'usage.threshold': planThreshold,
  'role.granted': planGrantedRole,
  'role.changed': noMail,
  'role.removed': noMail,
  'role.ended': noMail,
  'invitation.created': planInvitation,
  // role.granted says the same.
  'invitation.accepted': noMail,
  'invitation.withdrawn': noMail,
  'invitation.ended': noMail,
  'machines.needs_attention': planNeedsAttention,
  'machines.blocked': planBlocked,
  'machines.recovered': noMail,
  'bridge.away': planBridgeAway,
  'bridge.back': noMail,
  'webhook.disabled': planDisabledWebhook,
  'mail.undeliverable': planRefusedAddress,
  'delivery.given_up': planGivenUp,
};

/** The mails of an announcement, each for a group of people. */
export function planMails(
  announcement: Announcement,
  award: AwardMailFacts | undefined,
): PlannedMail[] {
  return plans[announcement.event](announcement, award);
}
