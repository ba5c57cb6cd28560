import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { OutboxDelivery } from '../outbox/outbox-loops.ts';
import { loadOutboxStatus, type OutboxStatus } from '../outbox/outbox-status.ts';
import { countActiveWebhooks } from '../webhooks/missing-key.ts';
import type { BridgeConnection } from './bridge-connection.ts';
import { countJobs, jobStateConditions } from './job-log-queries.ts';
import { type NotificationCounts, loadNotificationCounts } from './incoming-notification-counts.ts';
import { loadOfferingsState, type OfferingsState } from './offerings-state.ts';

/** The connection to the bridge, for the status endpoint and the metrics. Times are ISO texts. */
export interface BridgeStatus {
  bridge: 'no bridge' | 'reachable' | 'unreachable' | 'not tried yet';
  url: string;
  reachable_since: string | null;
  unreachable_since: string | null;
  /** The last restart of the bridge that was noticed, by its own clock. */
  restarted_at: string | null;
  /** When the offerings were sent again after it; null while they were not. */
  offerings_sent_again_at: string | null;
  portal: string;
  signature_version: number | null;
  /** Seconds that the bridge's clock is ahead of ours. */
  clock_skew_seconds: number | null;
  offerings: Pick<
    OfferingsState,
    'asked' | 'accepted' | 'foreign' | 'left_out' | 'synced' | 'last_error'
  >;
  /** Jobs closed in the last hour, by outcome. */
  jobs_last_hour: Record<string, number>;
  oldest_unanswered_job_seconds: number | null;
  open_jobs: number;
  /** Jobs that ended without an answer and wait for staff to decide. */
  dead_jobs: number;
  notifications: NotificationCounts;
  outbox: OutboxStatus;
  /** Active webhooks that get nothing, because the service has no key to sign with. */
  webhooks_without_key: number;
  last_error: { at: string; message: string } | null;
}

export interface BridgeStatusContext {
  db: Kysely<Database>;
  clock: () => Date;
  portal: () => string;
  bridge: BridgeConnection | null;
  /** null: this process delivers nothing. */
  outbox: OutboxDelivery | null;
}

/**
 * The connection and the failed deliveries are those of this process; offerings, jobs, notifications
 * and waiting entries are those of all replicas.
 */
export async function loadBridgeStatus(context: BridgeStatusContext): Promise<BridgeStatus> {
  const { db, clock, portal, bridge, outbox } = context;
  const now = clock();
  const [offeringsState, jobs, oldestJobAge, unanswered, notifications, outboxStatus] =
    await Promise.all([
      loadOfferingsState(db),
      countClosedJobs(db, now),
      loadOldestOpenJobAge(db, now),
      countUnansweredJobs(db),
      loadNotificationCounts(db, now),
      loadOutboxStatus(db, outbox, now),
    ]);
  const { restarted_at, sent_again_at, bridge_started_at: _, ...offerings } = offeringsState;
  return {
    ...toConnectionStatus(bridge),
    restarted_at,
    offerings_sent_again_at: sent_again_at,
    portal: portal(),
    offerings,
    jobs_last_hour: jobs,
    oldest_unanswered_job_seconds: oldestJobAge,
    ...unanswered,
    notifications,
    outbox: outboxStatus,
    webhooks_without_key: await countWebhooksWithoutKey(db, outbox),
  };
}

/** 0 where this process delivers nothing: it cannot know whether those that do have the key. */
function countWebhooksWithoutKey(
  db: Kysely<Database>,
  outbox: OutboxDelivery | null,
): Promise<number> | 0 {
  const hasKey = outbox === null || outbox.getFailures('webhook') !== null;
  return hasKey ? 0 : countActiveWebhooks(db);
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
  const { state, url } = bridge;
  return {
    bridge: toReachability(state),
    url,
    reachable_since: state.reachableSince,
    unreachable_since: state.unreachableSince,
    signature_version: state.signatureVersion,
    clock_skew_seconds: state.clockSkewSeconds,
    last_error: state.lastError,
  };
}

function toReachability(state: BridgeConnection['state']): BridgeStatus['bridge'] {
  if (state.reachableSince !== null) return 'reachable';
  return state.unreachableSince === null ? 'not tried yet' : 'unreachable';
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
  if (row === undefined) return null;
  return Math.max(0, Math.round((now.getTime() - Date.parse(row.received)) / 1000));
}

/** By their partial indexes. */
async function countUnansweredJobs(
  db: Kysely<Database>,
): Promise<Pick<BridgeStatus, 'open_jobs' | 'dead_jobs'>> {
  const [open_jobs, dead_jobs] = await Promise.all([
    countJobs(db, jobStateConditions.open),
    countJobs(db, jobStateConditions.dead),
  ]);
  return { open_jobs, dead_jobs };
}
