import { sql } from 'kysely';
import type { ExportQueries } from './json-export-sql.ts';
import {
  isWaitingAnnouncementSql,
  isWaitingMailSql,
  type MailSubject,
} from './waiting-mails-sql.ts';

/** What is stored about mails to a person; `personId` null: without an account. */
export function mailExportQueries(
  subject: MailSubject & { personId: number | null },
): ExportQueries {
  const { personId, emails } = subject;
  return {
    mails: sql`select recipient, kind, subject, created, state from mail_message
      where person_id = ${personId}::bigint or lower(recipient) = any(${emails}::text[])`,
    waiting_mails: sql`select event, identifier, destination, recipient, created, attempts, dead
      from outbox where ${isWaitingMailSql(subject)}`,
    waiting_announcements: sql`select event, created from outbox
      where ${isWaitingAnnouncementSql(emails)}`,
    deliveries: sql`select event, identifier, destination, recipient, created, finished, outcome
      from delivery_log where kind = 'mail' and lower(recipient) = any(${emails}::text[])`,
    refused_addresses: sql`select email, reason, refused from mail_refused_address
      where email = any(${emails}::text[])`,
    unsubscribed: sql`select email, kind, created from unnest(${emails}::text[]) email
      join mail_unsubscribed_email on email_digest = sha256(convert_to(email, 'UTF8'))`,
  };
}
