import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import type { AppContext } from '../http/app-context.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import { requireMailSwitchedOn } from './require-mail-switched-on.ts';
import { insertMails } from './insert-mails.ts';
import { findMail } from './mail-log-queries.ts';
import { readMailPayload } from './mail-payload.ts';

/**
 * Sends a mail of the log again, as an event of its own; staff only. What the mail server refused
 * for its address needs the address cleared first, and a kind that was switched off is not sent.
 * Throws RefusedError.
 */
export async function sendMailAgain(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  caller: Caller,
  uuid: string,
  isMailOn: boolean,
): Promise<void> {
  requireStaff(caller);
  const mail = await findMail(db, uuid);
  if (mail === null) throw notFoundError();
  if (!isMailOn) throw conflictError('This site sends no mail (GATEHOUSE_SMTP_URL is not set).');
  if (mail.state === 'sending') throw conflictError('This mail is still being sent.');
  const payload = readMailPayload(mail.payload);
  if (payload === null) throw conflictError('Another version of Gatehouse wrote this mail.');
  const now = clock().toISOString();
  const { identifier, destination, recipient } = mail;
  await runInTransaction(db, async (trx) => {
    const { kind } = payload.content;
    const { email, personUuid } = payload.reader;
    await requireMailSwitchedOn(trx, { kind, email, personUuid, identifier, destination });
    const again = { ...payload, sentAgainFrom: uuid };
    await insertMails(trx, [{ kind, identifier, destination, payload: again }], now);
    await recordChange(trx, toActor(caller), {
      at: now,
      action: 'settings.mail_sent_again',
      subject: { uuid, name: recipient },
      before: null,
      after: { kind, award: identifier },
    });
  });
}
