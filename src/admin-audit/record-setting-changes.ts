import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { recordDifference } from './record-change.ts';

const settingKey = 'noted settings';

/**
 * Notes which settings are others than at the last start, those that are no more as null; secrets
 * are told only as set or not. Replicas that start together make one entry between them.
 */
export async function recordSettingChanges(
  db: Kysely<Database>,
  lines: readonly { variable: string; value: string }[],
  now: string,
): Promise<void> {
  const are = Object.fromEntries(lines.map(({ variable, value }) => [variable, value]));
  await runInTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${settingKey}))`.execute(trx);
    const noted = await trx
      .selectFrom('setting')
      .select('value')
      .where('key', '=', settingKey)
      .executeTakeFirst();
    const value = JSON.stringify(are);
    await trx
      .insertInto('setting')
      .values({ key: settingKey, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
    const before = (noted?.value ?? {}) as Record<string, unknown>;
    const gone = Object.keys(before).filter((name) => !(name in are));
    await recordDifference(
      trx,
      { personId: null, via: 'start', clientIp: '' },
      {
        at: now,
        action: 'settings.changed',
        subject: { uuid: null, name: 'settings' },
        before,
        after: { ...Object.fromEntries(gone.map((name) => [name, null])), ...are },
      },
    );
  });
}
