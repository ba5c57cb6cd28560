/* The log of mails: what was sent to whom for which event. */

import { type Kysely, type SqlBool, sql } from 'kysely';
import { deleteBatch } from '../database/delete-batch.ts';
import { isUnderLegalHoldSql } from '../database/legal-hold-sql.ts';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import type { MailState } from '../database/mail-schema.ts';
import type { MailPayload } from './mail-payload.ts';

/** A mail that is to be sent. */
export interface MailToLog {
  /** Of its entry in the outbox. */
  outboxId: number;
  eventId: string;
  recipient: string;
  identifier: string;
  destination: string;
  payload: MailPayload;
}

export interface LoggedMail {
  id: number;
  state: MailState;
  /** RFC 3339: when its server refused it for now the first time; null: it did not. */
  firstRefused: string | null;
  /** Whether the address was refused by its server before. */
  isRefusedAddress: boolean;
}

/**
 * Begins an attempt and returns what the log knows of the mail: one row for each event and recipient,
 * whatever brings it here again. null where its entry of the outbox is gone: an erasure removed the mail,
 * and the log must not store its email anew.
 */
export async function beginAttempt(
  db: Kysely<Database>,
  { outboxId, eventId, recipient, identifier, destination, payload }: MailToLog,
  now: string,
): Promise<LoggedMail | null> {
  const { rows } = await sql<LoggedMail>`
    ${planEachTime} with entry as (select from outbox where id = ${outboxId} for key share)
    insert into mail_message as mail (event_id, recipient, person_id, kind, identifier, destination,
      payload, created, attempts, last_attempt, sent_again_from)
    select ${eventId}::uuid, ${recipient}::text,
      (select id from person where uuid = ${payload.reader.personUuid}::uuid),
      ${payload.content.kind}::text, ${identifier}::text, ${destination}::text,
      ${JSON.stringify(payload)}::jsonb, ${now}::timestamptz, 1, ${now}::timestamptz,
      ${payload.sentAgainFrom ?? null}::uuid
    from entry
    on conflict on constraint mail_message_event do update set
      attempts = mail.attempts + (mail.state = 'sending')::int,
      last_attempt = case when mail.state = 'sending' then excluded.last_attempt
        else mail.last_attempt end
    returning id, state, first_refused as "firstRefused", exists (select from mail_refused_address
      where email = lower(recipient)) as "isRefusedAddress"`.execute(db);
  return rows[0] ?? null;
}

/** How an attempt ended; `sending` leaves the mail for another one. */
export interface AttemptEnd {
  state: MailState;
  /** Whether no server could be asked, so that it was no attempt. */
  isOutage?: boolean;
  error: string | null;
  subject: string;
}

const MAX_ERROR_LENGTH = 500;

export async function endAttempt(
  db: Kysely<Database>,
  id: number,
  { state, error, subject, isOutage = false }: AttemptEnd,
  now: string,
): Promise<void> {
  const lastError =
    error?.replaceAll('\u0000', '').toWellFormed().slice(0, MAX_ERROR_LENGTH) ?? null;
  await sql`
    update mail_message set state = ${state}, last_error = ${lastError},
      finished = case when ${state} = 'sending' then null else ${now}::timestamptz end,
      subject = case when ${subject} = '' then subject else ${subject} end,
      attempts = attempts - (${isOutage}::boolean)::int,
      first_refused = case when ${state} = 'sending' and not ${isOutage}::boolean
        then coalesce(first_refused, ${now}::timestamptz) else first_refused end
    where id = ${id}`.execute(db);
}

/** Ends a mail whose entry of the outbox staff gave up, if an attempt has begun its row of the log. */
export async function giveUpMail(
  db: Kysely<Database>,
  { eventId, recipient }: Pick<MailToLog, 'eventId' | 'recipient'>,
  now: string,
): Promise<void> {
  await db
    .updateTable('mail_message')
    .set({ state: 'given_up', finished: now })
    .where('event_id', '=', eventId)
    .where('recipient', '=', recipient)
    .where('state', '=', 'sending')
    .execute();
}

/** Deletes what is older than `before`; mails that are still tried and those of a legal hold stay. */
export async function purgeMailLog(db: Kysely<Database>, before: string): Promise<void> {
  const isUnderLegalHold = isUnderLegalHoldSql({
    identifier: 'mail_message.identifier',
    destination: 'mail_message.destination',
  });
  const isOld = sql<SqlBool>`created < ${before} and state <> 'sending' and not ${isUnderLegalHold}`;
  await deleteBatch(db, 'mail_message', isOld);
}
