import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { announceEvents, hasChannelSql } from './announcement-sql.ts';
import type { EventData } from './event-catalogue.ts';

/** Failures of one channel and receiver that are less than this far apart are one outage. */
const OUTAGE_GAP_MS = 24 * 3_600_000;

/** When the newest delivery was given up, and the present time: both RFC 3339. */
interface Times {
  givenUp: string;
  now: string;
}

/**
 * Announces that deliveries were given up (`delivery.given_up`), in the caller's transaction: once
 * for each outage of a channel and receiver. A delivery that the last announcement knew already
 * announces nothing.
 */
export async function announceGivenUp(
  trx: Transaction<Database>,
  data: EventData<'delivery.given_up'>,
  { givenUp, now }: Times,
): Promise<void> {
  if (!(await beginsOutage(trx, buildKey(data), givenUp))) return;
  const site = { projectId: null, customerId: null };
  await announceEvents(trx, [{ event: 'delivery.given_up', data, ...site }], now);
}

/** Webhooks may have the same name, but no two have the same page. */
function buildKey({ channel, url }: EventData<'delivery.given_up'>): string {
  return `delivery.given_up:${channel}:${url}`;
}

/** Notes the failure. False where an earlier one of its outage was noted. */
async function beginsOutage(db: Kysely<Database>, key: string, at: string): Promise<boolean> {
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
  if (gap <= 0) return false;
  await db.updateTable('announced_once').set({ announced: at }).where('key', '=', key).execute();
  return gap > OUTAGE_GAP_MS;
}
