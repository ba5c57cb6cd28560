/* What staff decide about deliveries: to try one again now, or to give it up. */

import { type Kysely, sql } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import type { AppContext } from '../http/app-context.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import { giveUpMail } from '../mail/mail-log-store.ts';
import { deliveryLogInsertSql } from '../outbox/outbox-store.ts';
import { giveUpWebhookMessage } from '../webhooks/give-up-message.ts';
import { type DeliveryRow, findDelivery } from './delivery-queries.ts';

type DeliveryActionContext = Pick<AppContext, 'db' | 'clock'>;

/** Has an entry tried at once, with its whole time until it is given up; staff only. Throws RefusedError. */
export async function retryDelivery(
  context: DeliveryActionContext,
  caller: Caller,
  id: number,
): Promise<void> {
  await decideAboutEntry(context, caller, id, 'delivery.retried', async (trx) => {
    await trx
      .updateTable('outbox')
      .set({ next_attempt: null, first_refused: null, dead: null })
      .where('id', '=', id)
      .execute();
  });
}

/** Ends an entry undelivered; staff only. Throws RefusedError. */
export async function giveUpDelivery(
  context: DeliveryActionContext,
  caller: Caller,
  id: number,
): Promise<void> {
  await decideAboutEntry(context, caller, id, 'delivery.given_up', async (trx, entry, now) => {
    const { rows } = await sql<{ event_id: string | null }>`
      with given_up as (delete from outbox where id = ${id} returning *),
        logged as (${deliveryLogInsertSql('given_up', 'given_up', now)})
      select event_id from given_up`.execute(trx);
    const eventId = rows[0]?.event_id ?? null;
    if (eventId !== null) await endInOwnLog(trx, entry, eventId, now);
  });
}

type DeliveryAction = 'delivery.retried' | 'delivery.given_up';

/** Locks an entry that has not ended, lets `change` change it and records that; staff only. */
async function decideAboutEntry(
  { db, clock }: DeliveryActionContext,
  caller: Caller,
  id: number,
  action: DeliveryAction,
  change: (trx: Kysely<Database>, entry: DeliveryRow, now: string) => Promise<void>,
): Promise<void> {
  requireStaff(caller);
  const now = clock().toISOString();
  await runInTransaction(db, async (trx) => {
    const entry = await lockEntry(trx, id);
    await change(trx, entry, now);
    await recordDecision(trx, caller, action, entry, now);
  });
}

/** Mails and messages of webhooks have logs of their own, in which they must not wait for ever. */
async function endInOwnLog(
  trx: Kysely<Database>,
  { kind, recipient }: DeliveryRow,
  eventId: string,
  now: string,
): Promise<void> {
  if (kind === 'mail') await giveUpMail(trx, { eventId, recipient }, now);
  if (kind === 'webhook') await giveUpWebhookMessage(trx, { eventId, recipient });
}

/** The entry, locked against its delivery. Throws RefusedError where it has ended. */
async function lockEntry(trx: Kysely<Database>, id: number): Promise<DeliveryRow> {
  await sql`select from outbox where id = ${id} for update`.execute(trx);
  const entry = await findDelivery(trx, id);
  if (entry === null) throw notFoundError();
  if (entry.state === 'delivered') throw conflictError('This was delivered.');
  if (entry.state === 'given_up') throw conflictError('This was given up already.');
  return entry;
}

async function recordDecision(
  trx: Kysely<Database>,
  caller: Caller,
  action: DeliveryAction,
  { id, kind, event, identifier, destination, state, attempts }: DeliveryRow,
  now: string,
): Promise<void> {
  await recordChange(trx, toActor(caller), {
    at: now,
    action,
    // Not the recipient: the audit is kept for longer than the log of mails.
    subject: { uuid: null, name: [event, identifier].filter(Boolean).join(' ') },
    before: { id, kind, destination, state, failed_attempts: attempts },
    after: null,
  });
}
