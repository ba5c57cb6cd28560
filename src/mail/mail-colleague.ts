import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { awardPageUrl } from '../http/resource-urls.ts';
import { mailEmailSql } from '../people/person-email-sql.ts';
import { insertMails } from './insert-mails.ts';
import { type AwardMailFacts, awardFactsSql, toAwardFacts } from './load-award-facts.ts';
import type { MailReader } from './mail-content.ts';
import { toPayload } from './mail-payload.ts';

/** Somebody gave an award to a colleague or mentioned colleagues in a note about it. */
export interface ColleagueNews {
  kind: 'award_assigned' | 'award_mentioned';
  identifier: string;
  destination: string;
  /** Who hears of it; the author does not. */
  personIds: readonly number[];
  author: number;
}

interface ColleagueMail extends AwardMailFacts {
  author: string;
  reader: MailReader;
}

/**
 * Mails colleagues that an award concerns them, in the transaction of the change. Nothing is written
 * where the site sends no mail or the kind is off for them, the site or the template.
 */
export async function mailColleagues(
  db: Kysely<Database>,
  { kind, identifier, destination, personIds, author }: ColleagueNews,
  now: string,
): Promise<void> {
  if (personIds.length === 0) return;
  const { rows } = await sql<ColleagueMail>`
    select ${awardFactsSql}, author.full_name as author,
      jsonb_build_object('email', ${mailEmailSql}, 'personUuid', person.uuid,
        'language', preference.language, 'timeZone', preference.time_zone) as reader
    from managed_project award
    join project_template template on template.id = award.template_id
    join person author on author.id = ${author}
    join person on person.id = any(${[...personIds]}::bigint[]) and person.id <> author.id
    left join mail_preference preference on preference.person_id = person.id
    where award.identifier = ${identifier} and award.destination = ${destination}
      and exists (select from announcement_channel where name = 'mail')
      and person.is_active and not person.is_service_account and ${mailEmailSql} is not null
      and not (${kind}::text = any(coalesce(preference.switched_off, '{}')))
      and not exists (select from mail_switched_off off where off.kind = ${kind}
        and (off.template_id is null or off.template_id = template.id))
      and not exists (select from mail_refused_address refused
        where refused.email = lower(${mailEmailSql}))`.execute(db);
  const mails = rows.map(({ author: name, reader, ...award }) => {
    const facts = { ...toAwardFacts(award), person: name };
    const content = { kind, facts, path: awardPageUrl('', award), items: null };
    return { kind, identifier, destination, payload: toPayload(content, reader) };
  });
  await insertMails(db, mails, now);
}
