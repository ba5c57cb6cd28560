/* Which mails a person gets, and how. */

import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { mailEmailSql } from '../people/person-email-sql.ts';
import type { DigestMode } from '../database/mail-schema.ts';

export interface MailPreferences {
  /** A language tag; null: the site's. */
  language: string | null;
  /** An IANA name; null: the site's. */
  time_zone: string | null;
  waiting_awards: DigestMode;
  switched_off: string[];
}

const defaultPreferences: MailPreferences = {
  language: null,
  time_zone: null,
  waiting_awards: 'at_once',
  switched_off: [],
};

export async function loadPreferences(
  db: Kysely<Database>,
  personId: number,
): Promise<MailPreferences> {
  const row = await db
    .selectFrom('mail_preference')
    .select(['language', 'time_zone', 'waiting_awards', 'switched_off'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row ?? defaultPreferences;
}

/** Where mails to a person go; null: nowhere. */
export async function findMailEmail(
  db: Kysely<Database>,
  personId: number,
): Promise<string | null> {
  const { email } = await db
    .selectFrom('person')
    .select(mailEmailSql.as('email'))
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return email;
}

export async function storePreferences(
  db: Kysely<Database>,
  personId: number,
  preferences: MailPreferences,
): Promise<void> {
  await db
    .insertInto('mail_preference')
    .values({ person_id: personId, ...preferences })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(preferences))
    .execute();
}
