import type { Kysely, Transaction } from 'kysely';
import { announceGivenUp } from '../announcements/announce-given-up.ts';
import { announceEvents } from '../announcements/announcement-sql.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { Database } from '../database/schema.ts';
import type { Channel } from '../outbox/channel.ts';
import type { OutboxEntry } from '../outbox/outbox-entry.ts';
import { buildMessage } from './build-message.ts';
import type { MailConfig } from './mail-config.ts';
import type { MailKind } from './mail-kinds.ts';
import { type AttemptEnd, beginAttempt, endAttempt, type LoggedMail } from './mail-log-store.ts';
import { type MailPayload, readMailPayload } from './mail-payload.ts';
import { markRefusedAddress } from './refused-address-store.ts';
import { type RefreshedContent, refreshContent } from './refresh-content.ts';
import { renderMail, type RenderedMail } from './render-mail.ts';
import type { SmtpClient } from './smtp-client.ts';
import { SmtpError } from './smtp-error.ts';
import {
  buildUnsubscribeUrl,
  digestEmail,
  loadLinkKey,
  signUnsubscription,
} from './unsubscribe-link.ts';

export interface MailChannelOptions {
  db: Kysely<Database>;
  clock: () => Date;
  config: MailConfig;
  client: Pick<SmtpClient, 'send'>;
}

/** How long a mail is tried while its server refuses it for now. */
const MAX_TRY_MS = 2 * 24 * 3_600_000;

/** Sends mails: each entry of the outbox is one mail to one person. */
export function createMailChannel(options: MailChannelOptions): Channel {
  return {
    name: 'mail',
    isReady: () => true,
    isOutage: (error) => error instanceof SmtpError && error.failure === 'outage',
    // Asked for each mail: `rotate-secrets` may have made a new one.
    deliver: async (entry) => deliverMail(options, await loadLinkKey(options.db), entry),
  };
}

/**
 * Sends the mail of an entry unless the log says that this was done. Resolves where the mail needs no
 * other attempt, also because it was refused for good; rejects where it does.
 */
async function deliverMail(
  options: MailChannelOptions,
  key: Buffer,
  entry: OutboxEntry,
): Promise<void> {
  const { db, clock, config, client } = options;
  const payload = readMailPayload(entry.payload);
  if (payload === null || entry.eventId === null)
    throw new Error('Another version wrote this mail.');
  const { recipient, identifier, destination, eventId } = entry;
  const mail = { outboxId: entry.id, eventId, recipient, identifier, destination, payload };
  const logged = await beginAttempt(db, mail, clock().toISOString());
  if (logged?.state !== 'sending') return;
  const refreshed = await refreshContent({ db, now: clock() }, mail);
  const obstacle = findObstacle(logged, refreshed);
  if (obstacle !== null || 'outdated' in refreshed) {
    const end = { state: 'not_sent' as const, error: obstacle, subject: '' };
    await endAttempt(db, logged.id, end, clock().toISOString());
    return;
  }
  const current = { ...payload, content: refreshed.content };
  const { rendered, message } = await writeMail(config, key, entry, current, clock());
  try {
    await client.send(config.sender.email, recipient, message);
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    await handleFailure(options, { logged, payload, rendered }, error);
    return;
  }
  const end: AttemptEnd = { state: 'sent', error: null, subject: rendered.subject };
  await endAttempt(db, logged.id, end, clock().toISOString());
}

/** Why a mail is not sent; null where it is. */
function findObstacle(
  { isRefusedAddress }: LoggedMail,
  refreshed: RefreshedContent,
): string | null {
  if (isRefusedAddress) return 'The address is marked as refused.';
  return 'outdated' in refreshed ? refreshed.outdated : null;
}

async function writeMail(
  { texts, site, sender, replyTo }: MailConfig,
  key: Buffer,
  { eventId, identifier, destination }: OutboxEntry,
  { content, reader }: MailPayload,
  date: Date,
): Promise<{ rendered: RenderedMail; message: Buffer }> {
  const { personUuid, email } = reader;
  const whose = personUuid === null ? { emailDigest: digestEmail(email) } : { personUuid };
  const token = signUnsubscription(key, { reader: whose, kind: content.kind });
  const unsubscribeUrl = buildUnsubscribeUrl(site.baseUrl, token);
  const settingsUrl = personUuid === null ? null : `${site.baseUrl}/people/${personUuid}`;
  const rendered = renderMail(texts, site, content, reader, { unsubscribeUrl, settingsUrl });
  const message = await buildMessage(rendered, {
    ...{ sender, replyTo, recipient: email, unsubscribeUrl, date },
    eventId: eventId ?? '',
    thread: identifier === '' ? '' : `${identifier} ${destination}`,
  });
  return { rendered, message };
}

interface FailedMail {
  logged: LoggedMail;
  payload: MailPayload;
  rendered: RenderedMail;
}

/** Rejects with the error where the mail is tried again. */
async function handleFailure(
  { db, clock }: MailChannelOptions,
  { logged, payload, rendered }: FailedMail,
  error: SmtpError,
): Promise<void> {
  const now = clock();
  const firstRefused = logged.firstRefused ?? now.toISOString();
  const isOver = now.getTime() - Date.parse(firstRefused) >= MAX_TRY_MS;
  const isFinal =
    error.failure === 'address' ||
    error.failure === 'message' ||
    (error.failure === 'temporary' && isOver);
  const at = now.toISOString();
  const { subject } = rendered;
  if (!isFinal) {
    const isOutage = error.failure === 'outage';
    const end = { state: 'sending' as const, error: error.message, subject, isOutage };
    await endAttempt(db, logged.id, end, at);
    throw error;
  }
  const state = error.failure === 'temporary' ? 'given_up' : 'refused';
  await runInTransaction(db, async (trx) => {
    await endAttempt(trx, logged.id, { state, error: error.message, subject }, at);
    const { email } = payload.reader;
    if (error.failure === 'address') await markRefusedAddress(trx, email, error.message, at);
    // A word to staff that staff cannot get would be followed by another one, without end.
    if (failureKinds.includes(payload.content.kind)) return;
    await announceFailure(trx, email, error, at);
  });
}

/** The kinds that say that something could not be delivered. */
const failureKinds: readonly MailKind[] = ['delivery_failed', 'deliveries_given_up'];

/** A refused address is announced each time, other mails at most once a day. */
async function announceFailure(
  trx: Transaction<Database>,
  email: string,
  { failure, message: error }: SmtpError,
  at: string,
): Promise<void> {
  const url = '/mail';
  if (failure === 'address') {
    const site = { projectId: null, customerId: null };
    const event = { event: 'mail.undeliverable', data: { email, error, url }, ...site } as const;
    await announceEvents(trx, [event], at);
  } else {
    const data = { channel: 'mail', receiver: '', error, url } as const;
    const isRefused = failure === 'message';
    await announceGivenUp(trx, data, { givenUp: at, now: at, isRefused });
  }
}
