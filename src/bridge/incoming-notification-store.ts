import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import { auditInsertSql, robotId } from '../audit/audit-insert-sql.ts';
import { deleteBatch } from '../database/delete-batch.ts';
import type { Database } from '../database/schema.ts';
import { executeAsSingleStatement } from '../database/single-statement.ts';
import { runInTransaction } from '../database/transaction.ts';
import { requestCheck } from '../wanted-state/request-check.ts';
import type { NetworkEvent } from './network-event.ts';
import type { ReceivedNotification } from './read-incoming-notification.ts';

/**
 * Stores a notification, once however often it comes, and shows it in the audit of the award that
 * it is about. One about a project or person on a machine has them compared there. Returns whether
 * it is new.
 */
export async function storeNotification(
  db: Kysely<Database>,
  notification: ReceivedNotification,
  now: string,
): Promise<boolean> {
  const { id, content, destination, event, problem } = notification;
  return runInTransaction(db, async (trx) => {
    const stored = await trx
      .insertInto('bridge_notification')
      .values({
        id,
        destination,
        event: event === null ? '' : `${event.name} ${event.identifier}`,
        received: now,
        content,
        problem,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (stored !== undefined && event !== null) {
      await addToAudit(trx, destination, event, now);
      if (!event.name.startsWith('award_')) {
        await requestCheck(trx, { destination, project: event.award, ...event }, now);
      }
    }
    return stored !== undefined;
  });
}

export async function isNotificationStored(db: Kysely<Database>, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('bridge_notification')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a notification is about ends with the identifier of an award: `user_added alice.p1.ukri`. */
const awardOfEventSql = sql.raw(
  String.raw`substring(bridge_notification.event from '[^. ]+\.[^. ]+$')`,
);

/** Deletes what was received before, RFC 3339, but nothing about an award under legal hold. */
export async function purgeNotifications(db: Kysely<Database>, before: string): Promise<void> {
  const isUnderLegalHold = sql<SqlBool>`exists (select from managed_project held
    where held.legal_hold_since is not null and held.identifier = ${awardOfEventSql})`;
  await deleteBatch(
    db,
    'bridge_notification',
    sql<SqlBool>`received < ${before} and not ${isUnderLegalHold}`,
  );
}

async function addToAudit(
  trx: Transaction<Database>,
  destination: string,
  event: NetworkEvent,
  now: string,
): Promise<void> {
  const entry = {
    action: event.name,
    by: 'robot' as const,
    note: `Notification from the OpenPortal network: ${event.name} ${event.identifier}`,
    previousDetails: null,
    newDetails: null,
  };
  const performers = { robot: robotId, caller: robotId };
  const awards = await findAwards(trx, destination, event.award);
  const entries = awards.flatMap((award) => auditInsertSql(award, [entry], performers, now, null));
  if (entries.length > 0) await executeAsSingleStatement(trx, {}, entries, sql`select 1`);
}

/**
 * The awards of this identifier: on the offering that the destination names, on every offering
 * where it names none, as in `brics.ukri`.
 */
async function findAwards(trx: Transaction<Database>, destination: string, identifier: string) {
  const agents = destination.split('.');
  return trx
    .selectFrom('managed_project')
    .select(['identifier', 'destination'])
    .where('identifier', '=', identifier)
    .where((eb) =>
      eb.or([
        eb('offering', 'in', agents),
        eb.not(
          eb.exists(eb.selectFrom('project_template').select('id').where('offering', 'in', agents)),
        ),
      ]),
    )
    .execute();
}
