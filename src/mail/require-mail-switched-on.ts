/* Whether a mail that somebody sends by hand is of a kind that is switched off. */

import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { conflictError } from '../errors/refused-error.ts';
import { normalizeEmail } from '../award/email.ts';
import { personWithEmailSql } from '../people/person-email-sql.ts';
import type { MailKind } from './mail-kinds.ts';
import { digestEmail } from './unsubscribe-link.ts';

/** A mail that somebody sends by hand. */
interface ManualMail {
  kind: MailKind;
  email: string;
  /** null: the account with this email, if there is one. */
  personUuid: string | null;
  /** With the destination: the award that it is about; empty where it is about none. */
  identifier: string;
  destination: string;
}

const obstacles = {
  site: 'Mails of this kind are switched off for this site.',
  template: 'Mails of this kind are switched off for awards of this template.',
  reader: 'Its recipient has switched off mails of this kind.',
} as const;

/**
 * Throws RefusedError (`conflict`) where the site, the award's template or the recipient has switched
 * this kind of mail off.
 */
export async function requireMailSwitchedOn(db: Kysely<Database>, mail: ManualMail): Promise<void> {
  const { kind, personUuid, identifier, destination } = mail;
  const email = normalizeEmail(mail.email);
  const { rows } = await sql<Record<keyof typeof obstacles, boolean>>`
    with reader as (select id from person
      where case when ${personUuid}::uuid is null
        then person.id = ${personWithEmailSql(sql`${email}::text`)}
        else person.uuid = ${personUuid}::uuid end)
    select
      exists (select from mail_switched_off where kind = ${kind} and template_id is null) as site,
      exists (select from mail_switched_off off
        join managed_project award on award.template_id = off.template_id
        where off.kind = ${kind} and award.identifier = ${identifier}
          and award.destination = ${destination}) as template,
      exists (select from mail_preference join reader on reader.id = person_id
          where ${kind} = any(switched_off))
        or not exists (select from reader) and exists (select from mail_unsubscribed_email
          where kind = ${kind} and email_digest = decode(${digestEmail(email)}, 'hex')) as reader`.execute(
    db,
  );
  for (const who of ['site', 'template', 'reader'] as const)
    if (rows[0]?.[who] === true) throw conflictError(obstacles[who]);
}
