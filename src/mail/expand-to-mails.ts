import { sql, type Transaction } from 'kysely';
import type {
  Announcement,
  ExpandAnnouncements,
  RecipientEntry,
} from '../announcements/announcement.ts';
import type { Database } from '../database/schema.ts';
import { findRecipients, type MailRecipient } from './find-recipients.ts';
import { loadAwardFacts, toAwardKeyText } from './load-award-facts.ts';
import { toPayload } from './mail-payload.ts';
import { planMails } from './mail-of-event.ts';
import type { PlannedMail } from './planned-mail.ts';

/** At which hour of their own time people get a daily digest. */
const DAILY_HOUR = 8;

/** The mails that an announcement becomes, and the ids of the accounts that get them. */
interface MailsOfEvent {
  people: Set<number>;
  byEmail: Map<string, RecipientEntry>;
}

/**
 * Turns announcements into one mail for each recipient, or into an item of the recipient's next digest.
 * A person gets one mail for an event: the first that its plan names.
 */
export function createMailExpander(siteTimeZone: string): ExpandAnnouncements {
  return async (trx, announcements) => {
    const awards = await loadAwardFacts(
      trx,
      announcements.filter(({ identifier }) => identifier !== ''),
    );
    const plans = announcements.flatMap((announcement) =>
      planMails(announcement, awards.get(toAwardKeyText(announcement))),
    );
    const recipients = await findRecipients(trx, plans);
    const mails = new Map<Announcement, MailsOfEvent>();
    const digested: { plan: PlannedMail; recipient: MailRecipient }[] = [];
    for (const recipient of recipients) {
      const plan = plans[recipient.plan] as PlannedMail;
      if (plan.content.kind === 'award_waiting' && recipient.waitingAwards !== 'at_once') {
        digested.push({ plan, recipient });
        continue;
      }
      const ofEvent = mails.get(plan.announcement) ?? { people: new Set(), byEmail: new Map() };
      mails.set(plan.announcement, ofEvent);
      addMail(ofEvent, plan, recipient);
    }
    await addDigestItems(trx, digested, siteTimeZone);
    return [...mails].map(([announcement, { byEmail }]) => ({
      announcement,
      entries: [...byEmail.values()],
    }));
  };
}

/** Leaves it out where the person or the email has one already: an account may be found by several emails. */
function addMail(
  { people, byEmail }: MailsOfEvent,
  plan: PlannedMail,
  recipient: MailRecipient,
): void {
  const { personId } = recipient;
  const email = recipient.email.toLowerCase();
  if (byEmail.has(email) || (personId !== null && people.has(personId))) return;
  byEmail.set(email, toEntry(plan, recipient));
  if (personId !== null) people.add(personId);
}

/** A mail about a project belongs to the thread and the order of its award. */
function toEntry({ content, announcement }: PlannedMail, recipient: MailRecipient): RecipientEntry {
  const { identifier, awardOfProject } = announcement;
  return {
    kind: 'mail',
    recipient: recipient.email,
    payload: { ...toPayload(content, recipient) },
    ...(identifier === '' && awardOfProject !== null && { award: awardOfProject }),
  };
}

/** Hourly digests are due at the next full hour, daily ones at 8 o'clock in the reader's time zone. */
async function addDigestItems(
  trx: Transaction<Database>,
  digested: readonly { plan: PlannedMail; recipient: MailRecipient }[],
  siteTimeZone: string,
): Promise<void> {
  if (digested.length === 0) return;
  const rows = digested.map(({ plan, recipient }) => ({
    person_id: recipient.personId,
    identifier: plan.announcement.identifier,
    destination: plan.announcement.destination,
    created: plan.announcement.created,
    is_daily: recipient.waitingAwards === 'daily',
    zone: recipient.timeZone ?? siteTimeZone,
  }));
  const today = sql`date_trunc('day', item.created at time zone zone)
    + ${DAILY_HOUR} * interval '1 hour'`;
  await sql`
    insert into mail_digest_item (person_id, identifier, destination, due)
    select distinct on (person_id, identifier, destination) person_id, identifier, destination,
      case when not is_daily then date_trunc('hour', item.created) + interval '1 hour'
        when item.created at time zone zone < ${today} then (${today}) at time zone zone
        else (${today} + interval '1 day') at time zone zone end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as item (person_id bigint,
      identifier text, destination text, created timestamptz, is_daily boolean, zone text)
    on conflict do nothing`.execute(trx);
}
