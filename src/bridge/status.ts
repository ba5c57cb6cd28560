import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { BridgeConnection } from './bridge-connection.ts';
import { loadOfferingsState } from './offerings-sync.ts';

/** How the connection to the bridge is: what the status shows and the metrics count. */
export interface BridgeStatus {
  bridge: 'no bridge' | 'reachable' | 'unreachable' | 'not tried yet';
  url: string;
  reachable_since: string | null;
  unreachable_since: string | null;
  portal: string;
  signature_version: number | null;
  /** Seconds that the bridge's clock is ahead of ours. */
  clock_skew_seconds: number | null;
  offerings: { asked: string[]; accepted: string[]; synced: string | null };
  /** Jobs closed in the last hour, by what became of them. */
  jobs_last_hour: Record<string, number>;
  oldest_unanswered_job_seconds: number | null;
  outbox: { depth: number; oldest_seconds: number | null };
  last_error: { at: string; message: string } | null;
}

export interface BridgeStatusContext {
  db: Kysely<Database>;
  clock: () => Date;
  portal: () => string;
  bridge: BridgeConnection | null;
}

/** The connection as this process sees it; offerings, jobs and outbox are those of all replicas. */
export async function loadBridgeStatus({
  db,
  clock,
  portal,
  bridge,
}: BridgeStatusContext): Promise<BridgeStatus> {
  const now = clock();
  const [offerings, jobs, oldestJob, outbox] = await Promise.all([
    loadOfferingsState(db),
    countClosedJobs(db, now),
    loadOldestOpenJobAge(db, now),
    loadOutboxDepth(db, now),
  ]);
  return {
    ...toConnectionStatus(bridge),
    portal: portal(),
    offerings,
    jobs_last_hour: jobs,
    oldest_unanswered_job_seconds: oldestJob,
    outbox,
  };
}

function toConnectionStatus(bridge: BridgeConnection | null) {
  if (bridge === null) {
    return {
      bridge: 'no bridge' as const,
      url: '',
      reachable_since: null,
      unreachable_since: null,
      signature_version: null,
      clock_skew_seconds: null,
      last_error: null,
    };
  }
  const { state: view, url } = bridge;
  return {
    bridge: toReachability(view),
    url,
    reachable_since: view.reachableSince,
    unreachable_since: view.unreachableSince,
    signature_version: view.signatureVersion,
    clock_skew_seconds: view.clockSkewSeconds,
    last_error: view.lastError,
  };
}

function toReachability(view: BridgeConnection['state']): BridgeStatus['bridge'] {
  if (view.reachableSince !== null) return 'reachable';
  return view.unreachableSince === null ? 'not tried yet' : 'unreachable';
}

async function countClosedJobs(db: Kysely<Database>, now: Date): Promise<Record<string, number>> {
  const hourAgo = new Date(now.getTime() - 3_600_000).toISOString();
  const rows = await db
    .selectFrom('bridge_job')
    .select((eb) => ['result', eb.fn.countAll<number>().as('count')])
    .where('closed', '>', hourAgo)
    .groupBy('result')
    .execute();
  return Object.fromEntries(rows.map(({ result, count }) => [result ?? '', count]));
}

async function loadOldestOpenJobAge(db: Kysely<Database>, now: Date): Promise<number | null> {
  const row = await db
    .selectFrom('bridge_job')
    .select('received')
    .where('closed', 'is', null)
    .orderBy('received')
    .limit(1)
    .executeTakeFirst();
  return computeSecondsSince(row?.received, now);
}

async function loadOutboxDepth(db: Kysely<Database>, now: Date): Promise<BridgeStatus['outbox']> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => [eb.fn.countAll<number>().as('depth'), sql<string>`min(created)`.as('oldest')])
    .executeTakeFirstOrThrow();
  return { depth: row.depth, oldest_seconds: computeSecondsSince(row.oldest, now) };
}

function computeSecondsSince(time: string | null | undefined, now: Date): number | null {
  if (!time) return null;
  return Math.max(0, Math.round((now.getTime() - Date.parse(time)) / 1000));
}
