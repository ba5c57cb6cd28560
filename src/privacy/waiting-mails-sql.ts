import { type RawBuilder, sql } from 'kysely';

/** Whose mails: a person, or `personUuid` null of somebody without an account; emails in lower case. */
export interface MailSubject {
  personUuid: string | null;
  emails: readonly string[];
}

/** SQL that is true of the mails in the outbox that are to this person. */
export function isWaitingMailSql({ personUuid, emails }: MailSubject): RawBuilder<boolean> {
  return sql`(kind = 'mail' and (lower(recipient) = any(${emails}::text[])
      or payload -> 'reader' ->> 'personUuid' = ${personUuid}))`;
}

/** SQL that is true of the announcements in the outbox that name one of these emails. */
export function isWaitingAnnouncementSql(emails: readonly string[]): RawBuilder<boolean> {
  return sql`(kind = 'announcement' and (
      lower(payload ->> 'email') = any(${emails}::text[])
      or lower(payload -> 'data' ->> 'email') = any(${emails}::text[])
      or exists (select from administrative_entry entry
        where entry.id = (payload ->> 'admin_entry')::bigint
          and (lower(coalesce(entry.after, entry.before) ->> 'email') = any(${emails}::text[])
            or (entry.subject_uuid is null
              and lower(entry.subject_name) = any(${emails}::text[]))))))`;
}
