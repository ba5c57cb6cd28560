/*
 * What a mail says at the time when it is sent. A mail may have waited for days: for its server, or
 * because staff send it again. It must not ask for what is done.
 */

import { type Kysely, sql } from 'kysely';
import { countDays, toUtcDay } from '../award/dates.ts';
import type { Database } from '../database/schema.ts';
import { awardPageUrl } from '../http/resource-urls.ts';
import type { DigestItem, MailContent, MailFact } from './mail-content.ts';
import type { MailKind } from './mail-kinds.ts';
import type { MailPayload } from './mail-payload.ts';
import { describeDaysLeft } from './plan-project-mails.ts';

interface Context {
  db: Kysely<Database>;
  now: Date;
}

/** A mail that is about to be sent, with the award that it is about; both texts empty for none. */
interface MailToRefresh {
  identifier: string;
  destination: string;
  payload: MailPayload;
}

/** What to send; or, in one sentence, why nothing is sent any more. */
export type RefreshedContent = { content: MailContent } | { outdated: string };

type Refresh = (context: Context, mail: MailToRefresh) => Promise<RefreshedContent>;

/** The kinds that ask for something or say what time is left. Others tell what happened. */
const refreshers: Partial<Record<MailKind, Refresh>> = {
  award_waiting: refreshWaiting,
  award_changed: refreshWaiting,
  award_assigned: refreshAssigned,
  award_mentioned: refreshMentioned,
  award_reminder: refreshReminder,
  invitation: refreshInvitation,
  project_ends_soon: refreshEndsSoon,
};

/** The content of a mail as it is to be sent now. */
export async function refreshContent(
  context: Context,
  mail: MailToRefresh,
): Promise<RefreshedContent> {
  const { content } = mail.payload;
  const refresh = refreshers[content.kind];
  return refresh === undefined ? { content } : refresh(context, mail);
}

const notWaiting = { outdated: 'The award does not wait for a decision any more.' };

async function refreshWaiting(context: Context, mail: MailToRefresh): Promise<RefreshedContent> {
  const { content } = mail.payload;
  if (content.items !== null) return refreshDigest(context, content, content.items);
  return (await isStillWaiting(context, mail)) ? { content } : notWaiting;
}

async function refreshDigest(
  { db }: Context,
  content: MailContent,
  items: readonly DigestItem[],
): Promise<RefreshedContent> {
  const pending = await db
    .selectFrom('managed_project')
    .select(['identifier', 'destination'])
    .where('state', '=', 'pending')
    .where(
      'identifier',
      'in',
      items.map(({ award }) => award),
    )
    .execute();
  const paths = new Set(pending.map((award) => awardPageUrl('', award)));
  const left = items.filter(({ path }) => paths.has(path));
  if (left.length === 0) return { outdated: 'None of its awards waits for a decision any more.' };
  return { content: { ...content, items: left } };
}

/** Whether the award still waits since the time that the mail names. */
async function isStillWaiting({ db }: Context, mail: MailToRefresh): Promise<boolean> {
  const { identifier, destination, payload } = mail;
  const award = await findAward(db, { identifier, destination });
  if (award?.state !== 'pending') return false;
  const since = readTime(payload.content.facts.since);
  // Where it was decided about and waits anew, another mail says so.
  return since === null || Date.parse(award.waitingSince ?? '') <= Date.parse(since);
}

async function refreshAssigned(context: Context, mail: MailToRefresh): Promise<RefreshedContent> {
  const { content, reader } = mail.payload;
  const award = await findAward(context.db, mail);
  if (award?.state !== 'pending') return notWaiting;
  if (award.assignee !== reader.personUuid) {
    return { outdated: 'The award is not assigned to this person any more.' };
  }
  return { content };
}

/** A note can be read as long as its award is there. */
async function refreshMentioned({ db }: Context, mail: MailToRefresh): Promise<RefreshedContent> {
  const award = await findAward(db, mail);
  return award === null
    ? { outdated: 'The award was deleted.' }
    : { content: mail.payload.content };
}

async function refreshReminder(context: Context, mail: MailToRefresh): Promise<RefreshedContent> {
  if (!(await isStillWaiting(context, mail))) return notWaiting;
  const { content } = mail.payload;
  const since = readTime(content.facts.since);
  if (since === null) return { content };
  const days = Math.floor((context.now.getTime() - Date.parse(since)) / 86_400_000);
  return { content: { ...content, facts: { ...content.facts, days: String(days) } } };
}

/** An invitation that was withdrawn, ended or accepted is none any more. */
async function refreshInvitation({ db }: Context, mail: MailToRefresh): Promise<RefreshedContent> {
  const { content, reader } = mail.payload;
  const scope = content.facts.scope_uuid;
  if (content.facts.joined !== null || typeof scope !== 'string') return { content };
  // An account gets its mails at its own email, also where it is known by the invited one.
  const { rows } = await sql`
    with known as (
      select lower(${reader.email}) as email
      union select own.email from person_email own join person on person.id = own.person_id
      where person.uuid = ${reader.personUuid}::uuid)
    select from invitation join project on project.id = invitation.project_id
    where lower(invitation.email) in (select email from known) and project.uuid = ${scope}::uuid
      and not project.is_removed
    union all
    select from customer_invitation invitation
    join customer on customer.id = invitation.customer_id
    where lower(invitation.email) in (select email from known)
      and customer.uuid = ${scope}::uuid`.execute(db);
  return rows.length > 0 ? { content } : { outdated: 'The invitation is not open any more.' };
}

/** Says how many days are left now, and until when. */
async function refreshEndsSoon(
  { db, now }: Context,
  mail: MailToRefresh,
): Promise<RefreshedContent> {
  const { content } = mail.payload;
  const uuid = content.path.split('/').at(-1) ?? '';
  const project = await db
    .selectFrom('project')
    .select(['end_date', 'is_removed'])
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  const end = project?.end_date ?? null;
  if (project === undefined || project.is_removed || end === null) {
    return { outdated: 'The project was removed or has no end any more.' };
  }
  const days = countDays(toUtcDay(now), end);
  if (days < 0) return { outdated: 'The project has ended.' };
  if (days > Number(content.facts.days)) return { outdated: 'The project ends later now.' };
  const facts = { ...content.facts, ...describeDaysLeft(days), end: { day: end } };
  return { content: { ...content, facts } };
}

interface AwardNow {
  state: string;
  waitingSince: string | null;
  /** The UUID of the person. */
  assignee: string | null;
}

async function findAward(
  db: Kysely<Database>,
  { identifier, destination }: Pick<MailToRefresh, 'identifier' | 'destination'>,
): Promise<AwardNow | null> {
  const award = await db
    .selectFrom('managed_project as award')
    .leftJoin('person', 'person.id', 'award.assignee_id')
    .select(['award.state', 'award.waiting_since as waitingSince', 'person.uuid as assignee'])
    .where('award.identifier', '=', identifier)
    .where('award.destination', '=', destination)
    .executeTakeFirst();
  return award ?? null;
}

function readTime(fact: MailFact | undefined): string | null {
  return typeof fact === 'object' && fact !== null && 'time' in fact ? fact.time : null;
}
