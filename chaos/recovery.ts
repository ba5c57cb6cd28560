import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { CheckResult } from './checks/check-result.ts';
import { MAX_RECOVERY_MS } from './checks/reply-check.ts';
import type { Cluster } from './cluster.ts';

type LogProgress = (line: string) => void;

/** Work that is older than this is stuck. */
const MAX_AGE_SECONDS = 10;

/** Waits until everything works again, under traffic. Returns how long that took, in seconds. */
export async function waitForRecovery(
  cluster: Cluster,
  logProgress: LogProgress,
): Promise<{ seconds: number; check: CheckResult }> {
  const violations: string[] = [];
  const seconds = await waitUntilHealthy(
    async () => {
      const [replicas, waiting] = await Promise.all([
        listUnreadyReplicas(cluster),
        listStuckWork(cluster),
      ]);
      return [...replicas, ...waiting];
    },
    violations,
    logProgress,
  );
  return {
    seconds,
    check: {
      description: 'all recovered within 30 s of the last fault',
      examinedCount: 1,
      violations,
    },
  };
}

/** Waits, after the last request, until every job is answered and every decision notified. */
export async function waitForDrain(
  cluster: Cluster,
  logProgress: LogProgress,
): Promise<CheckResult> {
  const violations: string[] = [];
  await waitUntilHealthy(
    async () => {
      const [outbox] = await cluster.postgres.query<{ count: number }>(
        `select count(*)::int as count from outbox where kind = 'award_notification'`,
      );
      const { open, expired } = await cluster.standIn.countJobs();
      return [
        ...(open > 0 ? [`${open} jobs are not answered`] : []),
        ...(expired > 0 ? [`${expired} jobs expired without an answer`] : []),
        ...(outbox?.count ? [`${outbox.count} decisions are not notified`] : []),
      ];
    },
    violations,
    logProgress,
  );
  return {
    description: 'nothing is left over after the last request',
    examinedCount: 1,
    violations,
  };
}

async function waitUntilHealthy(
  findProblems: () => Promise<string[]>,
  violations: string[],
  logProgress: LogProgress,
): Promise<number> {
  const begin = performance.now();
  let logged = '';
  for (;;) {
    const problems = await findProblems().catch((error: Error) => [error.message]);
    const elapsed = performance.now() - begin;
    if (problems.length === 0 || elapsed > MAX_RECOVERY_MS) {
      violations.push(...problems);
      return elapsed / 1000;
    }
    if (problems.join() !== logged) logProgress(problems.join('; '));
    logged = problems.join();
    await pause(200);
  }
}

async function listUnreadyReplicas({ replicas }: Cluster): Promise<string[]> {
  const states = replicas.map(async ({ port }) => {
    const url = `http://127.0.0.1:${port}/health/ready`;
    const { status } = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return status === 200 ? [] : [`the replica at port ${port} is not ready: ${status}`];
  });
  return (await Promise.all(states)).flat();
}

/** Jobs and notifications that wait for longer than work in progress would. */
async function listStuckWork({ postgres }: Cluster): Promise<string[]> {
  const jobs = await postgres.query<{ text: string }>(
    `select format('job %s waits for %s s (%s, tried %s times, worked on %s s ago)', open.id,
        extract(epoch from now() - received)::int, coalesce(state::text, 'not queued'),
        coalesce(retry_count, 0), coalesce(extract(epoch from now() - heartbeat_on)::int, 0))
        as text
      from bridge_job open left join pgboss.job queued
        on queued.data ->> 'id' = open.id::text and queued.state < 'completed'
      where closed is null and received < now() - $1 * interval '1 second'`,
    [MAX_AGE_SECONDS],
  );
  const decisions = await postgres.query<{ text: string }>(
    `select format('%s of %s has waited for its notification for %s s (tried %s times)', event, identifier,
        extract(epoch from now() - created)::int, attempts) as text
      from outbox where kind = 'award_notification'
        and created < now() - $1 * interval '1 second'`,
    [MAX_AGE_SECONDS],
  );
  return [...jobs, ...decisions].map(({ text }) => text);
}
