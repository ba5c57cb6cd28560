import type { Kysely } from 'kysely';
import { startActor } from '../admin-audit/actor.ts';
import { recordDifference } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { StartError } from '../errors/start-error.ts';

const DEFAULT_PORTAL_NAME = 'site';

/** Our portal's name, which a bridge that comes up later may still tell us. */
export interface LocalPortal {
  name: string;
}

/**
 * Our portal's name (awards.md, The things): as set, else as remembered, else `site`. It is
 * remembered; while no award is held it may change. Throws StartError, beginning with `claim`,
 * where awards are held under another name.
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
    const remembered = row?.value as string | undefined;
    const name = wanted ?? remembered ?? DEFAULT_PORTAL_NAME;
    if (name === remembered) return name;
    const held = await trx.selectFrom('managed_project').select('id').limit(1).executeTakeFirst();
    if (held && remembered !== undefined) {
      throw new StartError(
        `${claim} ${name}, but awards are held here as ${remembered}. ` +
          'Their addresses carry that name, so it cannot change.',
      );
    }
    const value = JSON.stringify(name);
    await trx
      .insertInto('setting')
      .values({ key: 'portal', value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
    await recordDifference(trx, startActor, {
      at: new Date().toISOString(),
      action: 'settings.changed',
      subject: { uuid: null, name: 'portal' },
      before: { portal: remembered ?? null },
      after: { portal: name },
    });
    return name;
  });
}
