import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { AwardKey } from '../managed-projects/decision-input.ts';

/**
 * The awards under legal hold of which an erasure of this person would remove something: as a member
 * now or at any time, as a reviewer, or as who got mails about them. `personId`: null without an account.
 * `emails` in lower case.
 */
export async function findAwardsUnderLegalHold(
  trx: Transaction<Database>,
  { personId, emails }: { personId: number | null; emails: readonly string[] },
): Promise<AwardKey[]> {
  // As JSON writes an email, so that none is found inside a longer one.
  const quoted = emails.map((email) => JSON.stringify(email));
  const { rows } = await sql<AwardKey>`
    select held.identifier, held.destination from managed_project held
    where held.legal_hold_since is not null and (
      held.member_emails && ${emails}::text[]
      or ${personId}::bigint in (held.assignee_id, held.reviewed_by)
      or exists (select from project_role where person_id = ${personId}::bigint
        and project_id in (held.project_id, held.previous_project_id))
      or exists (select from local_account where person_id = ${personId}::bigint
        and project_id in (held.project_id, held.previous_project_id))
      or exists (select from audit_entry entry
        where entry.identifier = held.identifier and entry.destination = held.destination
          and (${personId}::bigint in (entry.performed_by, entry.concerns_id)
            or exists (select from unnest(${quoted}::text[]) email where strpos(lower(concat(
              entry.previous_details, entry.new_details, entry.details_change)), email) > 0)))
      or exists (select from internal_note note
        where note.identifier = held.identifier and note.destination = held.destination
          and (note.author = ${personId}::bigint or exists (select from internal_note_mention
            where note_id = note.id and person_id = ${personId}::bigint)))
      or exists (select from mail_message mail
        where mail.identifier = held.identifier and mail.destination = held.destination
          and (mail.person_id = ${personId}::bigint or lower(mail.recipient) = any(${emails})))
      or exists (select from outbox mail where mail.kind = 'mail'
        and mail.identifier = held.identifier and mail.destination = held.destination
        and lower(mail.recipient) = any(${emails}))
      or exists (select from delivery_log mail where mail.kind = 'mail'
        and mail.identifier = held.identifier and mail.destination = held.destination
        and lower(mail.recipient) = any(${emails})))
    order by held.identifier, held.destination`.execute(trx);
  return rows;
}

const MAX_NAMED_AWARDS = 5;

/** Why an erasure is refused: "This person has to do with awards under legal hold: p1.ukri at …" */
export function describeLegalHolds(awards: readonly AwardKey[]): string {
  const named = awards
    .slice(0, MAX_NAMED_AWARDS)
    .map(({ identifier, destination }) => `${identifier} at ${destination}`);
  const others = awards.length - named.length;
  const list = `${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
  return (
    `This person has to do with awards under legal hold: ${list}. ` +
    'Lift the legal hold first; until then nothing of this person is erased.'
  );
}
