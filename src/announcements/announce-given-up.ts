import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { announceEvents, hasChannelSql } from './announcement-sql.ts';
import type { EventData } from './event-catalogue.ts';

/** An announcement covers the failures of its channel and receiver for this long. */
const COVERED_MS = 24 * 3_600_000;

type GivenUp = EventData<'delivery.given_up'>;

interface Circumstances {
  /** When the newest delivery was given up: RFC 3339. */
  givenUp: string;
  /** RFC 3339. */
  now: string;
  /** Whether the receiver refused it for good; otherwise all attempts failed. */
  isRefused?: boolean;
}

/**
 * Announces that deliveries were given up (`delivery.given_up`), in the caller's transaction: at most
 * once a day for each channel and receiver, separately for deliveries that were refused for good. A
 * delivery that the last announcement knew already announces nothing.
 */
export async function announceGivenUp(
  trx: Transaction<Database>,
  failure: Omit<GivenUp, 'refused'>,
  { givenUp, now, isRefused = false }: Circumstances,
): Promise<void> {
  const data = { ...failure, refused: isRefused };
  if (!(await beginAnnouncement(trx, buildKey(data), givenUp))) return;
  const site = { projectId: null, customerId: null };
  await announceEvents(trx, [{ event: 'delivery.given_up', data, ...site }], now);
}

/** Webhooks may have the same name, but no two have the same page. */
function buildKey({ channel, url, refused }: GivenUp): string {
  return `delivery.given_up:${channel}:${url}${refused ? ':refused' : ''}`;
}

/**
 * Notes an announcement of a failure at this time. False where an earlier one covers it: the time
 * counts from that announcement, so that a failure each day does not silence all that follow.
 */
async function beginAnnouncement(db: Kysely<Database>, key: string, at: string): Promise<boolean> {
  const { rows: fresh } = await sql`
    insert into announced_once (key, announced)
    select ${key}, ${at}::timestamptz where ${hasChannelSql}
    on conflict do nothing returning key`.execute(db);
  if (fresh.length > 0) return true;
  const known = await db
    .selectFrom('announced_once')
    .select('announced')
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  const gap = known === undefined ? 0 : Date.parse(at) - Date.parse(known.announced);
  if (gap <= COVERED_MS) return false;
  await db.updateTable('announced_once').set({ announced: at }).where('key', '=', key).execute();
  return true;
}
