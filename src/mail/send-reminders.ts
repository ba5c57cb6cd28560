import { type Kysely, sql, type Transaction } from 'kysely';
import { runInTransaction } from '../database/transaction.ts';
import type { Database } from '../database/schema.ts';
import { awardPageUrl } from '../http/resource-urls.ts';
import { mailEmailSql } from '../people/person-email-sql.ts';
import { insertMails } from './insert-mails.ts';
import { type AwardMailFacts, awardFactsSql, toAwardFacts } from './load-award-facts.ts';
import type { MailReader } from './mail-content.ts';
import { toPayload } from './mail-payload.ts';
import { reviewerIdsSql } from './reviewers-sql.ts';

interface Reminder extends AwardMailFacts {
  days: number;
  reader: MailReader & { personUuid: string };
}

/**
 * Reminds the reviewers of awards that wait longer than `days`, once, or staff where the template has
 * none, and the owners of the provider of those that wait twice as long. An award that is returned
 * and waits anew counts anew.
 */
export function sendReminders(
  db: Kysely<Database>,
  { now, days }: { now: string; days: number },
): Promise<void> {
  return runInTransaction(db, async (trx) => {
    const reminders = await takeReminders(trx, now, days);
    const mails = reminders.map(({ reader, ...award }) => ({
      kind: 'award_reminder' as const,
      identifier: award.identifier,
      destination: award.destination,
      payload: toPayload(
        {
          kind: 'award_reminder',
          facts: { ...toAwardFacts(award), days: String(award.days) },
          path: awardPageUrl('', award),
          items: null,
        },
        reader,
      ),
    }));
    await insertMails(trx, mails, now);
  });
}

/** Notes each reminder under `announced_once`, in the same statement, and returns whom it goes to. */
async function takeReminders(
  trx: Transaction<Database>,
  now: string,
  days: number,
): Promise<Reminder[]> {
  const template = {
    customerId: sql`template.customer_id`,
    providerId: sql`template.provider_id`,
  };
  const { rows } = await sql<Reminder>`
    with due as (
      select award.id, step.level, step.days, 'mail.award_reminder:' || award.identifier || ' '
        || award.destination || ':' || award.waiting_since || ':' || step.level as key
      from managed_project award
      join (values ('reviewers', ${days}::int), ('owners', 2 * ${days}::int)) as step (level, days)
        on award.waiting_since <= ${now}::timestamptz - step.days * interval '1 day'
      where award.state = 'pending'),
    fresh as (
      insert into announced_once (key, announced) select key, ${now}::timestamptz from due
      on conflict do nothing returning key)
    select distinct on (award.id, person.id) ${awardFactsSql},
      floor(extract(epoch from ${now}::timestamptz - award.waiting_since) / 86400)::int as days,
      jsonb_build_object('email', ${mailEmailSql}, 'personUuid', person.uuid,
        'language', preference.language, 'timeZone', preference.time_zone) as reader
    from due join fresh on fresh.key = due.key
    join managed_project award on award.id = due.id
    join project_template template on template.id = award.template_id
    cross join lateral (
      select reviewer.person_id from (${reviewerIdsSql(template)}) reviewer
        where due.level = 'reviewers'
      union all
      select person_id from customer_role where due.level = 'owners'
        and customer_id = template.provider_id and role = 'CUSTOMER.OWNER') reader
    join person on person.id = reader.person_id and person.is_active and ${mailEmailSql} is not null
      and not person.is_service_account
    left join mail_preference preference on preference.person_id = person.id
    where not ('award_reminder' = any(coalesce(preference.switched_off, '{}')))
      and not exists (select from mail_switched_off off where off.kind = 'award_reminder'
        and (off.template_id is null or off.template_id = template.id))
      and not exists (select from mail_refused_address refused
        where refused.email = lower(${mailEmailSql}))`.execute(trx);
  return rows;
}
