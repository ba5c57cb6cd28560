import type { Kysely, Transaction } from 'kysely';
import { type Actor, startActor } from '../admin-audit/actor.ts';
import { recordDifference } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { StartError } from '../errors/start-error.ts';

const DEFAULT_PORTAL_NAME = 'site';

/** Our portal's name; mutable, as a bridge that connects later may change it. */
export interface LocalPortal {
  name: string;
}

/**
 * Returns our portal's name (docs/rules/awards.md, A1.2): `wanted`, else the stored one, else
 * `site`; and stores it. Throws StartError, whose message begins with `claim`, if there are awards
 * under another name.
 */
export async function resolvePortalName(
  db: Kysely<Database>,
  wanted: string | null,
  claim = 'GATEHOUSE_PORTAL is',
): Promise<string> {
  return runInTransaction(db, async (trx) => {
    const row = await trx
      .selectFrom('setting')
      .select('value')
      .where('key', '=', 'portal')
      .forUpdate()
      .executeTakeFirst();
    const stored = row?.value as string | undefined;
    const name = wanted ?? stored ?? DEFAULT_PORTAL_NAME;
    if (name === stored) return name;
    const award = await trx.selectFrom('managed_project').select('id').limit(1).executeTakeFirst();
    if (award && stored !== undefined) {
      throw new StartError(
        `${claim} ${name}, but there are awards of the portal ${stored}. ` +
          'Their destinations contain that name, so it cannot change.',
      );
    }
    const at = new Date().toISOString();
    await storePortalName(trx, startActor, { stored: stored ?? null, name, at });
    return name;
  });
}

/** Stores our portal's name in place of the stored one and records the change. */
export async function storePortalName(
  trx: Transaction<Database>,
  actor: Actor,
  { stored, name, at }: { stored: string | null; name: string; at: string },
): Promise<void> {
  const value = JSON.stringify(name);
  await trx
    .insertInto('setting')
    .values({ key: 'portal', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
  await recordDifference(trx, actor, {
    at,
    action: 'settings.changed',
    subject: { uuid: null, name: 'portal' },
    before: { portal: stored },
    after: { portal: name },
  });
}
