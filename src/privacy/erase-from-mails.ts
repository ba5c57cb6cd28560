import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Removes what waits in the outbox for somebody who is erased: their mails, and announcements that name one
 * of their emails (in lower case), which would become mails and messages of webhooks. Call it before the
 * audit is pseudonymized, as announcements refer to it, and before the log of mails is cleared: it waits
 * for a delivery that is just beginning its row of the log.
 */
export async function removeWaitingMails(
  trx: Transaction<Database>,
  { personUuid, emails }: { personUuid: string | null; emails: readonly string[] },
): Promise<void> {
  await sql`
    delete from outbox where kind = 'mail' and (lower(recipient) = any(${emails}::text[])
      or payload -> 'reader' ->> 'personUuid' = ${personUuid})`.execute(trx);
  await sql`
    delete from outbox where kind = 'announcement' and (
      lower(payload ->> 'email') = any(${emails}::text[])
      or lower(payload -> 'data' ->> 'email') = any(${emails}::text[])
      or exists (select from administrative_entry entry
        where entry.id = (payload ->> 'admin_entry')::bigint
          and (lower(coalesce(entry.after, entry.before) ->> 'email') = any(${emails}::text[])
            or (entry.subject_uuid is null
              and lower(entry.subject_name) = any(${emails}::text[])))))`.execute(trx);
  // The fan-out may have made mails of announcements for which the statement above waited.
  await sql`
    delete from outbox where kind = 'mail' and lower(recipient) = any(${emails}::text[])`.execute(
    trx,
  );
}
