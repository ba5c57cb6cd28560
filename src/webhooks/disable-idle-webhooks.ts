/* Disables webhooks that failed and have had nothing to send since. */

import { type Kysely, sql } from 'kysely';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { disableWebhook } from './record-results.ts';
import { DISABLE_MS } from './retry-schedule.ts';

interface WatchContext {
  db: Kysely<Database>;
  clock: () => Date;
}

interface IdleWebhook {
  id: number;
  uuid: string;
  name: string;
  customerId: number | null;
  ownerUuid: string;
  failingSince: string;
  lastError: string | null;
}

/**
 * Disables each webhook that has taken nothing for five days since an attempt failed, and that no
 * message or event waits for: its messages were given up, and no other attempt would find out. Where
 * one waits, its next attempt decides.
 */
export async function disableIdleWebhooks({ db, clock }: WatchContext): Promise<void> {
  const now = clock();
  await runInTransaction(db, async (trx) => {
    const failedBefore = new Date(now.getTime() - DISABLE_MS).toISOString();
    const { rows: failed } = await sql<{ id: number }>`select id from webhook
      where is_active and failing_since <= ${failedBefore}::timestamptz
      order by id for update skip locked`.execute(trx);
    if (failed.length === 0) return;
    // Asked once they are locked: nobody adds messages for them any more.
    const { rows } = await sql<IdleWebhook>`
      ${planEachTime} select webhook.id, webhook.uuid, webhook.name, webhook.customer_id as "customerId",
        (select person.uuid from person where person.id = webhook.owner_id) as "ownerUuid",
        webhook.failing_since as "failingSince", webhook.last_error as "lastError"
      from webhook
      where webhook.id = any(${failed.map(({ id }) => id)}::bigint[])
        and not exists (select from outbox where outbox.kind = 'webhook'
          and outbox.recipient = webhook.id::text)
        and not exists (select from outbox where outbox.kind = 'announcement')
      order by webhook.id`.execute(trx);
    for (const webhook of rows) {
      const reason = `Nothing could be delivered for five days. ${webhook.lastError ?? ''}`.trim();
      await disableWebhook(trx, webhook, reason, now);
    }
  });
}
