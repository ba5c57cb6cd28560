import { type Kysely, sql, type Transaction } from 'kysely';
import { auditing, robot } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { runTogether } from '../database/together.ts';
import { inTransaction } from '../database/transaction.ts';
import type { OutboxEntry } from '../delivery/deliver.ts';
import type { Notification } from './calls.ts';

/**
 * The command that tells the awarding portal: to `<offering>.<our portal>.<awarding portal>`, the
 * award's own address the other way round (openportal.md §6).
 */
export function notificationCommand({ destination, event, identifier }: OutboxEntry): string {
  return `${reversed(destination)} ${event} ${identifier}`;
}

/**
 * Records a notification, once however often it comes. What happened to an award that we hold,
 * or to one of its users, shows in that award's audit.
 */
export async function recordNotification(
  db: Kysely<Database>,
  notification: Notification,
  now: string,
): Promise<void> {
  const { id, destination, event } = notification;
  await inTransaction(db, async (trx) => {
    const recorded = await trx
      .insertInto('bridge_notification')
      .values({ id, destination: storable(destination), event: storable(event), received: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (recorded) await showInAudit(trx, notification, now);
  });
}

async function showInAudit(
  trx: Transaction<Database>,
  { destination, event }: Notification,
  now: string,
): Promise<void> {
  const [, action, kind, subject] = /^((award|user)_[a-z_]{1,40})\s+(\S+)$/.exec(event) ?? [];
  if (action === undefined || subject === undefined) return;
  // alice.p1.ukri is a user of p1.ukri.
  const identifier = kind === 'user' ? subject.split('.').slice(1).join('.') : subject;
  const award = await trx
    .selectFrom('managed_project')
    .select(['identifier', 'destination'])
    .where('identifier', '=', storable(identifier))
    .where('destination', 'in', [storable(destination), storable(reversed(destination))])
    .executeTakeFirst();
  if (award === undefined) return;
  const note = {
    eventType: 'note_added' as const,
    action,
    by: 'robot' as const,
    note: `Notified over the network: ${event}`,
    previous: null,
    next: null,
  };
  const entries = auditing(award, [note], { robot, caller: robot }, now, null);
  await runTogether(trx, {}, entries, sql`select 1`);
}

function reversed(destination: string): string {
  return destination.split('.').toReversed().join('.');
}

/** What came from outside, without what PostgreSQL cannot hold, and no longer than is useful. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().slice(0, 2000);
}
