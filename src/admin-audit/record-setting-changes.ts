import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { startActor } from './actor.ts';
import { recordDifference } from './record-change.ts';

/** Under this key the settings of the last start are stored; databases of older versions have it. */
const storageKey = 'noted settings';

/**
 * Records which settings differ from those of the last start; settings that no longer exist appear
 * as null. `settings` contain secrets only as set or not set. Replicas that start together write one
 * entry between them.
 */
export async function recordSettingChanges(
  db: Kysely<Database>,
  settings: readonly { variable: string; value: string }[],
  now: string,
): Promise<void> {
  const current = Object.fromEntries(settings.map(({ variable, value }) => [variable, value]));
  await runInTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${storageKey}))`.execute(trx);
    const stored = await trx
      .selectFrom('setting')
      .select('value')
      .where('key', '=', storageKey)
      .executeTakeFirst();
    const value = JSON.stringify(current);
    await trx
      .insertInto('setting')
      .values({ key: storageKey, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
    const previous = (stored?.value ?? {}) as Record<string, unknown>;
    const removed = Object.keys(previous).filter((name) => !(name in current));
    await recordDifference(trx, startActor, {
      at: now,
      action: 'settings.changed',
      subject: { uuid: null, name: 'settings' },
      before: previous,
      after: { ...Object.fromEntries(removed.map((name) => [name, null])), ...current },
    });
  });
}
