/* Announces that the bridge has been away for ten minutes, and that it is back. */

import type { Kysely } from 'kysely';
import { announceEvents } from '../announcements/announcement-sql.ts';
import type { Database } from '../database/schema.ts';
import type { ConnectionState } from './connection-state.ts';

/** A restart of a bridge takes less. */
const AWAY_MS = 10 * 60_000;
/** Present in `announced_once` from the announcement until the bridge is back. */
const KEY = 'bridge.away';

interface OutageContext {
  db: Kysely<Database>;
  clock: () => Date;
  state: Pick<ConnectionState, 'reachableSince' | 'unreachableSince' | 'lastError'>;
}

/**
 * Announces an outage once for all replicas. Where one replica reaches the bridge and another does
 * not, the one that does speaks only after ten minutes, so that they do not contradict each other
 * all the time.
 */
export async function announceOutage({ db, clock, state }: OutageContext): Promise<void> {
  const now = clock();
  const isOlder = (since: string): boolean => now.getTime() - Date.parse(since) >= AWAY_MS;
  const { unreachableSince, reachableSince, lastError } = state;
  const site = { projectId: null, customerId: null };
  if (unreachableSince !== null && isOlder(unreachableSince)) {
    const data = { since: unreachableSince, error: lastError?.message ?? '', url: '/bridge' };
    const event = { event: 'bridge.away', data, ...site, onceFor: KEY } as const;
    await announceEvents(db, [event], now.toISOString());
  } else if (reachableSince !== null) {
    await announceReturn(db, reachableSince, now);
  }
}

async function announceReturn(db: Kysely<Database>, since: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const [ended] = await trx
      .deleteFrom('announced_once')
      .where('key', '=', KEY)
      .where((eb) =>
        eb.or([
          // This process saw it come back after the announcement, or has reached it for long.
          eb('announced', '<', since),
          eb('announced', '<', new Date(now.getTime() - AWAY_MS).toISOString()),
        ]),
      )
      .returning('key')
      .execute();
    if (ended === undefined) return;
    const data = { since, error: '', url: '/bridge' };
    const event = { event: 'bridge.back', data, projectId: null, customerId: null } as const;
    await announceEvents(trx, [event], now.toISOString());
  });
}
