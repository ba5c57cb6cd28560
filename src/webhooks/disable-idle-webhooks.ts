/* Disables webhooks that failed and have had nothing to send since. */

import { type Kysely, sql } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { disableWebhook } from './record-results.ts';
import { DISABLE_MS } from './retry-schedule.ts';

const INTERVAL_MS = 60_000;

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
 * message waits for: its messages were given up, and no other attempt would find out. Where one
 * waits, its next attempt decides.
 */
export async function disableIdleWebhooks({ db, clock }: WatchContext): Promise<void> {
  const now = clock();
  await runInTransaction(db, async (trx) => {
    const failedBefore = new Date(now.getTime() - DISABLE_MS).toISOString();
    const { rows } = await sql<IdleWebhook>`
      select webhook.id, webhook.uuid, webhook.name, webhook.customer_id as "customerId",
        (select person.uuid from person where person.id = webhook.owner_id) as "ownerUuid",
        webhook.failing_since as "failingSince", webhook.last_error as "lastError"
      from webhook
      where webhook.is_active and webhook.failing_since <= ${failedBefore}::timestamptz
        and not exists (select from outbox where outbox.kind = 'webhook'
          and outbox.recipient = webhook.id::text)
      order by webhook.id for update`.execute(trx);
    for (const webhook of rows) {
      const reason = `Nothing could be delivered for five days. ${webhook.lastError ?? ''}`.trim();
      await disableWebhook(trx, webhook, reason, now);
    }
  });
}

/** Looks for them from start() on. */
export function createIdleWebhookWatch({
  onError,
  ...context
}: WatchContext & { onError: (error: unknown) => void }): PeriodicTask {
  const { db } = context;
  return new PeriodicTask({
    intervalMs: INTERVAL_MS,
    minGapMs: INTERVAL_MS,
    task: async () =>
      void (await withAdvisoryLock(db, 'idle webhooks', () => disableIdleWebhooks(context))),
    onError,
  });
}
