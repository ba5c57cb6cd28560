/* The log of mails: what was sent to whom for which event. */

import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { MailState } from '../database/mail-schema.ts';
import type { MailPayload } from './mail-payload.ts';

/** A mail that is to be sent. */
export interface MailToLog {
  eventId: string;
  recipient: string;
  identifier: string;
  destination: string;
  payload: MailPayload;
}

export interface LoggedMail {
  id: number;
  state: MailState;
  /** RFC 3339: the first attempt. */
  created: string;
  /** Whether the address was refused by its server before. */
  isRefusedAddress: boolean;
}

/**
 * Begins an attempt and returns what the log knows of the mail: one row for each event and recipient,
 * whatever brings it here again.
 */
export async function beginAttempt(
  db: Kysely<Database>,
  { eventId, recipient, identifier, destination, payload }: MailToLog,
  now: string,
): Promise<LoggedMail> {
  const { rows } = await sql<LoggedMail>`
    insert into mail_message as mail (event_id, recipient, person_id, kind, identifier, destination,
      payload, created, attempts, last_attempt, sent_again_from)
    values (${eventId}, ${recipient},
      (select id from person where uuid = ${payload.reader.personUuid}::uuid),
      ${payload.content.kind}, ${identifier}, ${destination}, ${JSON.stringify(payload)}::jsonb,
      ${now}, 1, ${now}, ${payload.sentAgainFrom ?? null}::uuid)
    on conflict on constraint mail_message_event do update set
      attempts = mail.attempts + (mail.state = 'sending')::int,
      last_attempt = case when mail.state = 'sending' then excluded.last_attempt
        else mail.last_attempt end
    returning id, state, created, exists (select from mail_refused_address
      where email = lower(recipient)) as "isRefusedAddress"`.execute(db);
  return rows[0] as LoggedMail;
}

/** How an attempt ended; `sending` leaves the mail for another one. */
export interface AttemptEnd {
  state: MailState;
  error: string | null;
  subject: string;
}

const MAX_ERROR_LENGTH = 500;

export async function endAttempt(
  db: Kysely<Database>,
  id: number,
  { state, error, subject }: AttemptEnd,
  now: string,
): Promise<void> {
  await db
    .updateTable('mail_message')
    .set({
      state,
      last_error: error?.replaceAll('\u0000', '').toWellFormed().slice(0, MAX_ERROR_LENGTH) ?? null,
      finished: state === 'sending' ? null : now,
      ...(subject !== '' && { subject }),
    })
    .where('id', '=', id)
    .execute();
}

/** Deletes what is older than `before`; mails that are still tried stay. */
export async function purgeMailLog(db: Kysely<Database>, before: string): Promise<void> {
  await db
    .deleteFrom('mail_message')
    .where('created', '<', before)
    .where('state', '<>', 'sending')
    .execute();
}
