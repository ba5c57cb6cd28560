import { type Kysely, sql, type Transaction } from 'kysely';
import { runInTransaction } from '../database/transaction.ts';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import { awardPageUrl } from '../http/resource-urls.ts';
import { mailEmailSql } from '../people/person-email-sql.ts';
import type { DigestItem, MailReader } from './mail-content.ts';
import { insertMails } from './insert-mails.ts';
import { toPayload } from './mail-payload.ts';
import { isReviewerRoleSql } from './reviewers-sql.ts';

interface DueDigest extends MailReader {
  email: string;
  personUuid: string;
  items: { identifier: string; destination: string; name: string; since: string }[];
}

/**
 * Puts the digests that are due into the outbox, one mail for each person, with the awards that still
 * wait and that the person may still review. Staff may review all: a digest names to them also awards
 * whose template had no reviewer when they arrived. A digest without awards is not sent.
 */
export function sendDueDigests(db: Kysely<Database>, now: string): Promise<void> {
  return runInTransaction(db, async (trx) => {
    const digests = await takeDueDigests(trx, now);
    const mails = digests.map((digest) => ({
      kind: 'award_waiting' as const,
      ...findThread(digest),
      payload: toPayload(
        { kind: 'award_waiting', facts: {}, path: '/', items: digest.items.map(toItem) },
        digest,
      ),
    }));
    await insertMails(trx, mails, now);
  });
}

/** A digest of one award is in the thread of that award. */
function findThread({ items: [first, ...others] }: DueDigest) {
  if (first === undefined || others.length > 0) return { identifier: '', destination: '' };
  return { identifier: first.identifier, destination: first.destination };
}

function toItem(item: DueDigest['items'][number]): DigestItem {
  const { identifier: award, name, since } = item;
  return { award, name, since, path: awardPageUrl('', item) };
}

/** Deletes all items of everybody who has one that is due. */
async function takeDueDigests(trx: Transaction<Database>, now: string): Promise<DueDigest[]> {
  const template = {
    customerId: sql`template.customer_id`,
    providerId: sql`template.provider_id`,
  };
  const { rows } = await sql<DueDigest>`
    ${planEachTime} with taken as (
      delete from mail_digest_item where person_id in (
        select person_id from mail_digest_item where due <= ${now}::timestamptz)
      returning person_id, identifier, destination)
    select ${mailEmailSql} as email, person.uuid as "personUuid", preference.language,
      preference.time_zone as "timeZone",
      jsonb_agg(jsonb_build_object('identifier', award.identifier,
        'destination', award.destination, 'name', award.name,
        'since', award.waiting_since) order by award.waiting_since, award.id) as items
    from taken join person on person.id = taken.person_id
    join managed_project award on award.identifier = taken.identifier
      and award.destination = taken.destination and award.state = 'pending'
    join project_template template on template.id = award.template_id
    left join mail_preference preference on preference.person_id = person.id
    where (person.is_staff or exists (select from customer_role owner
        where owner.person_id = person.id and ${isReviewerRoleSql(template)}))
      and person.is_active and ${mailEmailSql} is not null
      and not ('award_waiting' = any(coalesce(preference.switched_off, '{}')))
      and not exists (select from mail_switched_off off where off.kind = 'award_waiting'
        and (off.template_id is null or off.template_id = award.template_id))
    group by person.id, preference.person_id`.execute(trx);
  return rows;
}
