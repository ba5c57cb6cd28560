/* Stores how attempts ended: in the log, in the outbox and at the webhook. */

import { type Kysely, sql, type Transaction } from 'kysely';
import { announceGivenUp } from '../announcements/announce-given-up.ts';
import { announceEvents } from '../announcements/announcement-sql.ts';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { MessageState } from '../database/webhook-schema.ts';
import type { DueMessage, DueWebhook } from './due-messages.ts';
import {
  findFailingSince,
  findNextAttempt,
  findRefusedSince,
  findWebhookPause,
  isToBeDisabled,
} from './retry-schedule.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { SendResult } from './send-message.ts';

/** An attempt to send a message. */
export interface Attempt extends SendResult {
  message: DueMessage;
  started: Date;
  milliseconds: number;
}

/** Says that the receiver does not want messages any more. */
const GONE = 410;
const MAX_ERROR_LENGTH = 500;

/**
 * Stores attempts of one webhook. A message that failed for too long is given up; a webhook that
 * failed for too long, or whose receiver is gone, is disabled. Both are announced.
 */
export async function recordAttempts(
  db: Kysely<Database>,
  webhook: DueWebhook,
  attempts: readonly Attempt[],
  now: Date,
): Promise<void> {
  const ended = attempts.map((attempt) => endAttempt(attempt, now));
  await runInTransaction(db, async (trx) => {
    await storeAttempts(trx, ended);
    const failed = attempts.findLast(({ error }) => error !== null);
    const hasSuccess = attempts.some(({ error }) => error === null);
    let isDisabled = false;
    const askedPause = findAskedPause(attempts, now);
    if (hasSuccess) {
      const error = failed?.error ?? null;
      await recordSuccess(trx, webhook, { error, pausedUntil: askedPause, now });
    } else if (failed !== undefined) {
      isDisabled = await recordFailure(trx, webhook, failed, askedPause, now);
    }
    const lost = ended.find(({ state }) => state === 'failed');
    // That a webhook was disabled is announced already.
    if (lost !== undefined && !isDisabled) await announceLostMessage(trx, webhook, lost, now);
  });
}

/** Until when the receiver asks for no messages; null: it does not. */
function findAskedPause(attempts: readonly Attempt[], now: Date): Date | null {
  const pauses = attempts.flatMap(({ retryAfter }) =>
    retryAfter === undefined ? [] : (parseRetryAfter(retryAfter, now) ?? []),
  );
  return pauses.length === 0 ? null : new Date(now.getTime() + Math.max(...pauses));
}

/** An attempt with what becomes of its message. */
interface EndedAttempt extends Attempt {
  state: MessageState;
  /** RFC 3339; null: there is none. */
  nextAttempt: string | null;
  /** RFC 3339; null: it was delivered. */
  refusedSince: string | null;
}

/** A message that failed for too long is given up. */
function endAttempt(attempt: Attempt, now: Date): EndedAttempt {
  const { message, error } = attempt;
  if (error === null) {
    return { ...attempt, state: 'delivered', nextAttempt: null, refusedSince: null };
  }
  const since = findRefusedSince(toDate(message.firstRefused), new Date(message.due), now);
  const next = findNextAttempt(message.attempts + 1, since, now);
  return {
    ...attempt,
    state: next === null ? 'failed' : 'waiting',
    nextAttempt: next?.toISOString() ?? null,
    refusedSince: since.toISOString(),
  };
}

const toDate = (time: string | null): Date | null => (time === null ? null : new Date(time));

async function announceLostMessage(
  trx: Transaction<Database>,
  { name, uuid }: DueWebhook,
  { error }: EndedAttempt,
  now: Date,
): Promise<void> {
  const failure = { receiver: name, error: error ?? '', url: `/webhooks/${uuid}` };
  const at = now.toISOString();
  await announceGivenUp(trx, { channel: 'webhook', ...failure }, { givenUp: at, now: at });
}

async function storeAttempts(
  trx: Transaction<Database>,
  attempts: readonly EndedAttempt[],
): Promise<void> {
  const rows = attempts.map(
    ({ message, started, milliseconds, status, error, state, nextAttempt, refusedSince }) => ({
      outbox_id: message.outboxId,
      message_id: message.messageId,
      started: started.toISOString(),
      milliseconds,
      status,
      error: error === null ? null : toStorableText(error),
      state,
      next_attempt: nextAttempt,
      first_refused: refusedSince,
    }),
  );
  await sql`
    ${planEachTime} with attempt as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as attempt (
        outbox_id bigint, message_id bigint, started timestamptz, milliseconds int, status int,
        error text, state text, next_attempt timestamptz, first_refused timestamptz)),
    ended as (
      delete from outbox using attempt where outbox.id = outbox_id and state <> 'waiting'),
    postponed as (
      update outbox set attempts = outbox.attempts + 1, last_error = error,
        next_attempt = attempt.next_attempt, first_refused = attempt.first_refused
      from attempt where outbox.id = outbox_id and state = 'waiting'),
    message as (
      update webhook_message set state = attempt.state from attempt
      where webhook_message.id = message_id returning webhook_message.id)
    insert into webhook_attempt (message_id, started, milliseconds, status, error)
    select message_id, started, milliseconds, status, error
    from attempt join message on message.id = message_id order by started`.execute(trx);
}

/** How a batch ended of which the receiver took something. */
interface Success {
  /** The last error; null: it took everything. */
  error: string | null;
  pausedUntil: Date | null;
  now: Date;
}

/** A receiver that is back gets what waited for its next attempt: at once, or when it asks for it. */
async function recordSuccess(
  trx: Transaction<Database>,
  webhook: DueWebhook,
  { error, pausedUntil, now }: Success,
): Promise<void> {
  await trx
    .updateTable('webhook')
    .set({
      failing_since: null,
      failures: 0,
      paused_until: pausedUntil?.toISOString() ?? null,
      is_pause_asked: pausedUntil !== null,
      last_success: now.toISOString(),
      ...(error !== null && { last_error: toStorableText(error) }),
    })
    .where('id', '=', webhook.id)
    .execute();
  if (webhook.failingSince === null) return;
  // Not null: how late the next attempt is counts from here (`findRefusedSince`).
  await trx
    .updateTable('outbox')
    .set({ next_attempt: now.toISOString() })
    .where('kind', '=', 'webhook')
    .where('recipient', '=', `${webhook.id}`)
    .where('attempts', '>', 0)
    .modifyEnd(planEachTime)
    .execute();
}

/** Returns whether the webhook was disabled. */
async function recordFailure(
  trx: Transaction<Database>,
  webhook: DueWebhook,
  { message, error, status }: Attempt,
  askedPause: Date | null,
  now: Date,
): Promise<boolean> {
  const before = { since: toDate(webhook.failingSince), pausedUntil: toDate(webhook.pausedUntil) };
  const since = findFailingSince(before, new Date(message.due), now);
  const failingSince = since.toISOString();
  const pause = findWebhookPause(webhook.failures + 1, now);
  const pausedUntil = askedPause !== null && askedPause > pause ? askedPause : pause;
  await trx
    .updateTable('webhook')
    .set({
      failing_since: failingSince,
      failures: webhook.failures + 1,
      paused_until: pausedUntil.toISOString(),
      is_pause_asked: pausedUntil === askedPause,
      last_error: toStorableText(error ?? ''),
    })
    .where('id', '=', webhook.id)
    .execute();
  if (status === GONE) {
    const reason = 'The receiver answered 410: it wants no more messages.';
    await disableWebhook(trx, { ...webhook, failingSince }, reason, now);
    return true;
  }
  if (!isToBeDisabled(since, now)) return false;
  const reason = `Every attempt failed for five days. ${error ?? ''}`.trim();
  await disableWebhook(trx, { ...webhook, failingSince }, reason, now);
  return true;
}

/** Makes a webhook inactive, gives up what waits for it and announces it. */
export async function disableWebhook(
  trx: Transaction<Database>,
  webhook: Pick<DueWebhook, 'id' | 'uuid' | 'name' | 'customerId' | 'ownerUuid' | 'failingSince'>,
  reason: string,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await trx
    .updateTable('webhook')
    .set({ is_active: false, disabled_reason: toStorableText(reason), paused_until: null })
    .where('id', '=', webhook.id)
    .execute();
  await giveUpWaiting(trx, webhook.id);
  const customer =
    webhook.customerId === null
      ? undefined
      : await trx
          .selectFrom('customer')
          .select(['uuid', 'name'])
          .where('id', '=', webhook.customerId)
          .executeTakeFirst();
  const data = {
    webhook_uuid: webhook.uuid,
    webhook_name: webhook.name,
    owner_uuid: webhook.ownerUuid,
    customer_uuid: customer?.uuid ?? null,
    customer_name: customer?.name ?? '',
    failing_since: webhook.failingSince ?? at,
    error: reason,
    url: `/webhooks/${webhook.uuid}`,
  };
  const scope = { projectId: null, customerId: webhook.customerId };
  await announceEvents(trx, [{ event: 'webhook.disabled', data, ...scope }], at);
}

/** Takes the messages that wait for a webhook out of the outbox; the log shows them as failed. */
export async function giveUpWaiting(trx: Transaction<Database>, webhookId: number): Promise<void> {
  await trx
    .deleteFrom('outbox')
    .where('kind', '=', 'webhook')
    .where('recipient', '=', `${webhookId}`)
    .modifyEnd(planEachTime)
    .execute();
  await trx
    .updateTable('webhook_message')
    .set({ state: 'failed' })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .execute();
}

function toStorableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().slice(0, MAX_ERROR_LENGTH);
}
