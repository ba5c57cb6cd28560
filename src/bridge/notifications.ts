import { networkEvents } from '../award/enums.ts';
import { type Kysely, sql, type Transaction } from 'kysely';
import { auditInsertSql, robotId } from '../audit/audit-insert-sql.ts';
import type { Database } from '../database/schema.ts';
import { executeAsSingleStatement } from '../database/single-statement.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { OutboxEntry } from '../outbox/deliver-outbox.ts';
import type { BridgeNotification } from './bridge-calls.ts';

/**
 * The command that tells the awarding portal: to `<offering>.<our portal>.<awarding portal>`, the
 * award's own address the other way round (openportal.md §6).
 */
export function buildNotificationCommand({ destination, event, identifier }: OutboxEntry): string {
  return `${reverseDestination(destination)} ${event} ${identifier}`;
}

/**
 * Records a notification, once however often it comes. What happened to an award that we hold,
 * or to one of its users, shows in that award's audit.
 */
export async function recordNotification(
  db: Kysely<Database>,
  notification: BridgeNotification,
  now: string,
): Promise<void> {
  const { id, destination, event } = notification;
  await runInTransaction(db, async (trx) => {
    const recorded = await trx
      .insertInto('bridge_notification')
      .values({
        id,
        destination: toStorableText(destination),
        event: toStorableText(event),
        received: now,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (recorded) await addAuditNote(trx, notification, now);
  });
}

async function addAuditNote(
  trx: Transaction<Database>,
  { destination, event }: BridgeNotification,
  now: string,
): Promise<void> {
  const [, word, kind, subject] = /^((award|user)_[a-z_]{1,40})\s+(\S+)$/.exec(event) ?? [];
  const action = networkEvents.find((known) => known === word);
  if (action === undefined || subject === undefined) return;
  // alice.p1.ukri is a user of p1.ukri.
  const identifier = kind === 'user' ? subject.split('.').slice(1).join('.') : subject;
  const award = await trx
    .selectFrom('managed_project')
    .select(['identifier', 'destination'])
    .where('identifier', '=', toStorableText(identifier))
    .where('destination', 'in', [
      toStorableText(destination),
      toStorableText(reverseDestination(destination)),
    ])
    .executeTakeFirst();
  if (award === undefined) return;
  const note = {
    action,
    by: 'robot' as const,
    note: `Notified over the network: ${event}`,
    previousDetails: null,
    newDetails: null,
  };
  const entries = auditInsertSql(award, [note], { robot: robotId, caller: robotId }, now, null);
  await executeAsSingleStatement(trx, {}, entries, sql`select 1`);
}

function reverseDestination(destination: string): string {
  return destination.split('.').toReversed().join('.');
}

/** What came from outside, without what PostgreSQL cannot hold, and no longer than is useful. */
function toStorableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().slice(0, 2000);
}
