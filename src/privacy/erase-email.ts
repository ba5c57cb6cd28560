import { randomBytes } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Actor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { lockLegalHolds } from '../database/legal-hold-sql.ts';
import type { Database } from '../database/schema.ts';
import { conflictError } from '../errors/refused-error.ts';
import { markErasedEmails } from '../people/erased-emails.ts';
import { hasEmailSql } from '../people/person-email-sql.ts';
import { lockEmails } from '../people/unique-email.ts';
import { describeLegalHolds, findAwardsUnderLegalHold } from './find-awards-under-legal-hold.ts';
import { lockAwardsOfPerson } from './lock-awards-of-person.ts';
import { pseudonymizeAudit } from './pseudonymize-audit.ts';
import { removeWaitingMails } from './erase-from-mails.ts';
import { keepOutOfProjects } from './keep-out-of-projects.ts';

/** What an erasure by email did. */
export interface ErasedEmail {
  /** What the administrative audit says instead of the email. */
  pseudonym: string;
  /** Awards that name the email: they say what the awarding portal asks for. */
  awards: number;
}

/**
 * Removes what is stored about somebody without an account: invitations, mails, refused sign-ins and
 * addresses. `email` in lower case. Throws RefusedError where an account has the email, or an award
 * that it has to do with is under legal hold.
 */
export async function eraseEmail(
  trx: Transaction<Database>,
  email: string,
  { now, actor }: { now: Date; actor: Actor },
): Promise<ErasedEmail> {
  await lockLegalHolds(trx);
  await lockEmails(trx, [email]);
  await lockAwardsOfPerson(trx, { personId: null, emails: [email] });
  await refuseAccountEmail(trx, email);
  const awardsUnderHold = await findAwardsUnderLegalHold(trx, { personId: null, emails: [email] });
  if (awardsUnderHold.length > 0) throw conflictError(describeLegalHolds(awardsUnderHold));
  const pseudonym = `erased-${randomBytes(4).toString('hex')}`;
  await removeWaitingMails(trx, { personUuid: null, emails: [email] });
  await markErasedEmails(trx, [email], now.toISOString());
  await pseudonymizeAudit(trx, { account: null, emails: [email], pseudonym });
  const rows = [
    sql`invitation where email = ${email}`,
    sql`customer_invitation where email = ${email}`,
    sql`refused_sign_on where lower(email) = ${email}`,
    sql`mail_refused_address where email = ${email}`,
    sql`mail_message where lower(recipient) = ${email}`,
    sql`delivery_log where kind = 'mail' and lower(recipient) = ${email}`,
    sql`project_exclusion where email = ${email} and not exists (
      select from managed_project award where award.project_id = project_exclusion.project_id
        and award.member_emails && array[project_exclusion.email])`,
  ];
  const deletions = rows.map(
    (source, index) => sql`${sql.raw(`gone_${index}`)} as (delete from ${source})`,
  );
  const { rows: counts } = await sql<{ awards: number }>`with ${sql.join(deletions)}
    select count(*)::int as awards from managed_project
    where member_emails && array[${email}]`.execute(trx);
  await keepOutOfProjects(trx, [email], now.toISOString());
  await recordChange(trx, actor, {
    at: now.toISOString(),
    action: 'person.erased',
    subject: { uuid: null, name: pseudonym },
    before: null,
    after: null,
  });
  return { pseudonym, awards: counts[0]?.awards ?? 0 };
}

/** Throws RefusedError where an account has this email, or was signed in to with it: it has a user name. */
export async function refuseAccountEmail(db: Kysely<Database>, email: string): Promise<void> {
  const { rows } = await sql<{ username: string }>`
    select username from person where ${hasEmailSql('person', sql`${email}`)}
      or id in (select person_id from person_email where email = ${email})`.execute(db);
  const [account] = rows;
  if (account === undefined) return;
  throw conflictError(`This is an email of the account ${account.username}: use its user name.`);
}
