import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import {
  isWaitingAnnouncementSql,
  isWaitingMailSql,
  type MailSubject,
} from './waiting-mails-sql.ts';

/**
 * Removes what waits in the outbox for somebody who is erased: their mails, and announcements that name one
 * of their emails (in lower case), which would become mails and messages of webhooks. Call it before the
 * audit is pseudonymized, as announcements refer to it, and before the log of mails is cleared: it waits
 * for a delivery that is just beginning its row of the log.
 */
export async function removeWaitingMails(
  trx: Transaction<Database>,
  subject: MailSubject,
): Promise<void> {
  await sql`delete from outbox where ${isWaitingMailSql(subject)}`.execute(trx);
  await sql`delete from outbox where ${isWaitingAnnouncementSql(subject.emails)}`.execute(trx);
  // The fan-out may have made mails of announcements for which the statement above waited.
  await sql`delete from outbox where ${isWaitingMailSql(subject)}`.execute(trx);
}
