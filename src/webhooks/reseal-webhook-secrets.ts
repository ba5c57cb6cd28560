import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { SecretStore } from './webhook-secrets.ts';

/** How the stored secrets of webhooks were resealed. */
export interface ResealedSecrets {
  resealed: number;
  /** UUIDs of webhooks with a secret that none of the keys opens. */
  unreadable: string[];
}

const BATCH_SIZE = 500;

/**
 * Encrypts every stored secret of a webhook under the first of the operator's keys, in batches that
 * are committed one by one. What is under it already stays, so that a run which was interrupted goes
 * on when it is repeated, and secrets that are written or deleted meanwhile are left alone.
 */
export async function resealWebhookSecrets(
  db: Kysely<Database>,
  secrets: SecretStore,
): Promise<ResealedSecrets> {
  const unreadable = new Set<string>();
  let resealed = 0;
  let afterId = 0;
  for (;;) {
    const batch = await db
      .selectFrom('webhook_secret')
      .innerJoin('webhook', 'webhook.id', 'webhook_secret.webhook_id')
      .select(['webhook_secret.id', 'webhook.uuid', 'webhook_secret.sealed'])
      .where('webhook_secret.id', '>', afterId)
      .orderBy('webhook_secret.id')
      .limit(BATCH_SIZE)
      .execute();
    const last = batch.at(-1);
    if (last === undefined) return { resealed, unreadable: [...unreadable] };
    afterId = last.id;
    const changes: { id: number; earlier: Buffer; sealed: Buffer }[] = [];
    for (const { id, uuid, sealed: earlier } of batch) {
      const sealed = secrets.reseal(uuid, earlier);
      if (sealed === null) unreadable.add(uuid);
      else if (sealed !== earlier) changes.push({ id, earlier, sealed });
    }
    resealed += await storeSealed(db, changes);
  }
}

/** Replaces each secret that is still what was read; returns how many were. */
async function storeSealed(
  db: Kysely<Database>,
  changes: readonly { id: number; earlier: Buffer; sealed: Buffer }[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    update webhook_secret set sealed = given.sealed
    from unnest(
      ${changes.map(({ id }) => id)}::bigint[],
      ${changes.map(({ earlier }) => earlier)}::bytea[],
      ${changes.map(({ sealed }) => sealed)}::bytea[]
    ) as given (id, earlier, sealed)
    where webhook_secret.id = given.id and webhook_secret.sealed = given.earlier`.execute(db);
  return Number(numAffectedRows ?? 0);
}
