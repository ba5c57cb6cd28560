import { sql, type Transaction } from 'kysely';
import type { Actor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { lockLegalHolds } from '../database/legal-hold-sql.ts';
import type { Database } from '../database/schema.ts';
import { lockRow, OvertakenError } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import { markErasedEmails } from '../people/erased-emails.ts';
import { findPersonByUuid, requireRemainingStaff } from '../people/person-store.ts';
import { lockEmails } from '../people/unique-email.ts';
import { updateWantedOfPerson } from '../wanted-state/update-wanted.ts';
import { eraseFromNotes } from './erase-from-notes.ts';
import { describeLegalHolds, findAwardsUnderLegalHold } from './find-awards-under-legal-hold.ts';
import { lockAwardsOfPerson } from './lock-awards-of-person.ts';
import { unsharedEmailsSql } from './person-emails-sql.ts';
import { pseudonymizeAudit } from './pseudonymize-audit.ts';
import { removeWaitingMails } from './erase-from-mails.ts';
import { keepOutOfProjects } from './keep-out-of-projects.ts';

/**
 * Removes what is stored about a person: GDPR, article 17. The account stays, deactivated and under a
 * pseudonym, since the audits refer to it; what it did stays, its name does not. Access to machines
 * ends. Returns the pseudonym. Throws RefusedError where there is no such person, it is the robot or
 * erased already, an award that it has to do with is under legal hold, or no active staff account
 * would be left.
 */
export async function erasePerson(
  trx: Transaction<Database>,
  uuid: string,
  { now, actor }: { now: Date; actor: Actor },
): Promise<string> {
  const found = await findPersonByUuid(trx, uuid);
  if (found === null) throw notFoundError();
  const { id } = found;
  await lockLegalHolds(trx);
  const lockedEmails = await loadEmails(trx, id);
  await lockEmails(trx, lockedEmails);
  await lockAwardsOfPerson(trx, { personId: id, emails: lockedEmails });
  await lockRow(trx, 'person', id);
  const person = await findPersonByUuid(trx, uuid);
  if (person === null) throw notFoundError();
  if (person.is_robot) throw conflictError('The robot account cannot be erased.');
  const pseudonym = `erased-${uuid.slice(0, 8)}`;
  if (person.username === pseudonym) throw conflictError('This person is erased already.');
  const emails = await loadEmails(trx, id);
  // Of an email that came meanwhile the awards are not locked.
  if (emails.some((email) => !lockedEmails.includes(email))) throw new OvertakenError();
  const awardsUnderHold = await findAwardsUnderLegalHold(trx, { personId: id, emails });
  if (awardsUnderHold.length > 0) throw conflictError(describeLegalHolds(awardsUnderHold));
  await removeWaitingMails(trx, { personUuid: uuid, emails });
  await markErasedEmails(trx, emails, now.toISOString());
  await pseudonymizeAudit(trx, { account: person, emails, pseudonym });
  await eraseFromNotes(trx, { id, username: person.username, pseudonym });
  await trx
    .updateTable('person')
    .set({
      username: pseudonym,
      first_name: '',
      last_name: '',
      email: '',
      password_hash: null,
      is_active: false,
      is_staff: false,
      is_support: false,
      erased: now.toISOString(),
    })
    .where('id', '=', id)
    .execute();
  if (person.is_staff && person.is_active) await requireRemainingStaff(trx);
  await updateWantedOfPerson(trx, id, { now, actor });
  await removeRows(trx, { id, emails });
  await keepOutOfProjects(trx, emails, now.toISOString());
  await recordChange(trx, actor, {
    at: now.toISOString(),
    action: 'person.erased',
    subject: { uuid, name: pseudonym },
    before: null,
    after: null,
  });
  return pseudonym;
}

/** Of an email that two accounts share, what is stored is about the other one as well. */
async function loadEmails(trx: Transaction<Database>, personId: number): Promise<string[]> {
  const { rows } = await unsharedEmailsSql(personId).execute(trx);
  return rows.map(({ email }) => email);
}

/** What is about this person alone, and what would let them in. */
async function removeRows(
  trx: Transaction<Database>,
  { id, emails }: { id: number; emails: string[] },
): Promise<void> {
  const tables = [
    'session',
    'api_token',
    'reset_link',
    'sign_on',
    'project_role',
    'customer_role',
    'mail_preference',
    'mail_digest_item',
    'saved_view',
    'award_viewer',
    'internal_note_mention',
  ];
  const ofPerson = tables.map((table) => sql`${sql.table(table)} where person_id = ${id}`);
  const isEmail = sql`lower(email) = any(${emails})`;
  const rows = [
    ...ofPerson,
    sql`refused_sign_on where ${isEmail} or (issuer, subject) in (
      select issuer, subject from person_identity where person_id = ${id})`,
    sql`invitation where ${isEmail}`,
    sql`customer_invitation where ${isEmail}`,
    sql`mail_refused_address where ${isEmail}`,
    sql`mail_message where person_id = ${id} or lower(recipient) = any(${emails})`,
    sql`delivery_log where kind = 'mail' and lower(recipient) = any(${emails})`,
    sql`project_exclusion where email = any(${emails}) and not exists (
      select from managed_project award where award.project_id = project_exclusion.project_id
        and award.member_emails && array[project_exclusion.email])`,
    // On a machine nothing was ever made under such a name, so another person may get it.
    sql`person_short_name own where person_id = ${id}
      and not exists (select from machine_member where short_name = own.short_name)
      and not exists (select from local_account where short_name = own.short_name)`,
    sql`saved_reply where person_id = ${id} and not is_shared`,
  ];
  const deletions = rows.map(
    (source, index) => sql`${sql.raw(`gone_${index}`)} as (delete from ${source})`,
  );
  await sql`with ${sql.join(deletions)} select`.execute(trx);
  await sql`with identities as (delete from person_identity where person_id = ${id})
    delete from person_email where person_id = ${id}`.execute(trx);
  await sql`update managed_project set assignee_id = null, assigned_at = null
    where assignee_id = ${id}`.execute(trx);
}
