import { Gauge, type Registry } from 'prom-client';
import { jobOutcomes } from './job-outcomes.ts';
import {
  type BridgeStatus,
  loadBridgeStatus,
  type BridgeStatusContext,
} from './load-bridge-status.ts';

/** The status as metrics. Returns a function that updates them, for each scrape. */
export function registerBridgeMetrics(
  register: Registry,
  source: BridgeStatusContext,
): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `gatehouse_${name}`, help, labelNames, registers: [register] });
  const reachable = gauge(
    'bridge_reachable',
    'Whether the bridge answers and accepts our signature',
  );
  const since = gauge(
    'bridge_reachable_since_seconds',
    'Unix time since when the bridge is reachable',
  );
  const portal = gauge('bridge_portal_info', 'Our portal', ['portal', 'signature_version']);
  const skew = gauge('bridge_clock_skew_seconds', "How far the bridge's clock is ahead of ours");
  const restarted = gauge('bridge_restarted_time_seconds', 'Unix time of its last noticed restart');
  const offerings = gauge('bridge_offerings', 'Offerings asked, accepted, foreign and left out', [
    'which',
  ]);
  const jobs = gauge('bridge_jobs_last_hour', 'Jobs of the last hour by outcome', ['outcome']);
  const openJobs = gauge('bridge_jobs_open', 'Jobs that are not answered yet');
  const deadJobs = gauge(
    'bridge_jobs_dead',
    'Jobs that ended without an answer and wait for staff to decide',
  );
  const oldestJob = gauge('bridge_oldest_unanswered_job_seconds', 'Age of the oldest open job');
  const notUnderstood = gauge(
    'bridge_notifications_not_understood',
    'Notifications that were stored as they came',
  );
  const depth = gauge('outbox_depth', 'Entries of the outbox that are not delivered');
  const oldestEntry = gauge('outbox_oldest_seconds', 'Age of the oldest entry of the outbox');
  const waiting = gauge('outbox_channel_waiting', 'Entries that wait, by channel', ['channel']);
  const attempts = gauge('outbox_channel_failed_attempts', 'Failed attempts in a row, by channel', [
    'channel',
  ]);
  const oldestOfChannel = gauge(
    'outbox_channel_oldest_seconds',
    'Age of the oldest entry that waits, by channel',
    ['channel'],
  );
  const refused = gauge('outbox_channel_refused', 'Entries that were refused and are tried again', [
    'channel',
  ]);
  const dead = gauge(
    'outbox_channel_dead',
    'Entries that are not tried any more and wait for staff to decide',
    ['channel'],
  );
  const failed = gauge('bridge_last_error_time_seconds', 'Unix time of the last error');

  const show = (status: BridgeStatus): void => {
    // Without a bridge there is nothing to be reached, and nothing to be alarmed about.
    if (status.bridge === 'no bridge') reachable.remove();
    else reachable.set(status.bridge === 'reachable' ? 1 : 0);
    since.set(unixTime(status.reachable_since));
    portal.reset();
    portal.set(
      { portal: status.portal, signature_version: `${status.signature_version ?? ''}` },
      1,
    );
    skew.set(status.clock_skew_seconds ?? 0);
    offerings.set({ which: 'asked' }, status.offerings.asked.length);
    offerings.set({ which: 'accepted' }, status.offerings.accepted.length);
    offerings.set({ which: 'foreign' }, status.offerings.foreign.length);
    offerings.set({ which: 'left out' }, status.offerings.left_out.length);
    restarted.set(unixTime(status.restarted_at));
    jobs.reset();
    for (const outcome of jobOutcomes) jobs.set({ outcome }, status.jobs_last_hour[outcome] ?? 0);
    notUnderstood.set(status.notifications.not_understood);
    for (const each of status.outbox.channels) {
      waiting.set({ channel: each.channel }, each.waiting);
      attempts.set({ channel: each.channel }, each.attempts);
      oldestOfChannel.set({ channel: each.channel }, each.oldest_seconds ?? 0);
      refused.set({ channel: each.channel }, each.refused);
      dead.set({ channel: each.channel }, each.dead);
    }
    openJobs.set(status.open_jobs);
    deadJobs.set(status.dead_jobs);
    oldestJob.set(status.oldest_unanswered_job_seconds ?? 0);
    depth.set(status.outbox.depth);
    oldestEntry.set(status.outbox.oldest_seconds ?? 0);
    failed.set(unixTime(status.last_error?.at ?? null));
  };
  return async () => show(await loadBridgeStatus(source));
}

function unixTime(time: string | null): number {
  return time === null ? 0 : Math.floor(Date.parse(time) / 1000);
}
