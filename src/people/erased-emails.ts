/* Emails of people who were erased, as digests (docs/privacy.md). */

import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { hasEmailSql } from './person-email-sql.ts';

/** Notes emails (in lower case) as erased at `now` (RFC 3339). */
export async function markErasedEmails(
  trx: Transaction<Database>,
  emails: readonly string[],
  now: string,
): Promise<void> {
  await sql`
    insert into erased_email (email_digest, erased)
    select ${digestSql(sql`email`)}, ${now}::timestamptz from unnest(${emails}::text[]) as email
    on conflict (email_digest) do update set erased = excluded.erased`.execute(trx);
}

/** Ends the mark of an email that somebody invites by hand. */
export async function clearErasedEmail(db: Kysely<Database>, email: string): Promise<void> {
  await sql`delete from erased_email where email_digest = ${digestSql(sql`${email}::text`)}`.execute(
    db,
  );
}

/**
 * SQL that is true where an email was erased after an award arrived (at `awardCreated`; null is always
 * before) and no account has had it since: the award must not bring it back without anybody's doing.
 */
export function isErasedSql(
  email: RawBuilder<unknown>,
  awardCreated: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return sql`exists (select from erased_email erased
    where erased.email_digest = ${digestSql(email)}
      and coalesce(${awardCreated} <= erased.erased, true)
      and not exists (select from person owner where ${hasEmailSql('owner', sql`lower(${email})`)})
      and not exists (select from person_email known where known.email = lower(${email})))`;
}

function digestSql(email: RawBuilder<unknown>): RawBuilder<Buffer> {
  return sql`sha256(convert_to(lower(${email}), 'UTF8'))`;
}
