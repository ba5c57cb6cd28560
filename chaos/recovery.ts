import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { CheckResult } from './checks/check-result.ts';
import { MAX_RECOVERY_MS } from './checks/reply-check.ts';
import type { Cluster } from './cluster.ts';

type LogProgress = (line: string) => void;

/** What is older than this is stuck. */
const MAX_AGE_SECONDS = 10;

/** Waits until everything works again, under traffic; how long that took, in seconds. */
export async function waitForRecovery(
  house: Cluster,
  say: LogProgress,
): Promise<{ seconds: number; check: CheckResult }> {
  const flaws: string[] = [];
  const seconds = await waitUntilHealthy(
    async () => {
      const [replicas, waiting] = await Promise.all([
        listUnreadyReplicas(house),
        listStuckWork(house),
      ]);
      return [...replicas, ...waiting];
    },
    flaws,
    say,
  );
  return {
    seconds,
    check: {
      description: 'all recovered within 30 s of the last fault',
      examinedCount: 1,
      violations: flaws,
    },
  };
}

/** With nobody asking any more: every job is answered and every decision told. */
export async function waitForDrain(house: Cluster, say: LogProgress): Promise<CheckResult> {
  const flaws: string[] = [];
  await waitUntilHealthy(
    async () => {
      const [outbox] = await house.postgres.query<{ count: number }>(
        'select count(*)::int as count from outbox',
      );
      const { open, expired } = await house.standIn.countJobs();
      return [
        ...(open > 0 ? [`${open} jobs are not answered`] : []),
        ...(expired > 0 ? [`${expired} jobs expired without an answer`] : []),
        ...(outbox?.count ? [`${outbox.count} decisions are not told`] : []),
      ];
    },
    flaws,
    say,
  );
  return {
    description: 'nothing is left over when nobody asks any more',
    examinedCount: 1,
    violations: flaws,
  };
}

async function waitUntilHealthy(
  whatIsWrong: () => Promise<string[]>,
  flaws: string[],
  say: LogProgress,
): Promise<number> {
  const begin = performance.now();
  let said = '';
  for (;;) {
    const wrong = await whatIsWrong().catch((error: Error) => [error.message]);
    const elapsed = performance.now() - begin;
    if (wrong.length === 0 || elapsed > MAX_RECOVERY_MS) {
      flaws.push(...wrong);
      return elapsed / 1000;
    }
    if (wrong.join() !== said) say(wrong.join('; '));
    said = wrong.join();
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

/** A job or a decision that waits for longer than what is under way would. */
async function listStuckWork({ postgres: server }: Cluster): Promise<string[]> {
  const jobs = await server.query<{ text: string }>(
    `select format('job %s waits for %s s (%s, tried %s times, worked on %s s ago)', open.id,
        extract(epoch from now() - received)::int, coalesce(state::text, 'not queued'),
        coalesce(retry_count, 0), coalesce(extract(epoch from now() - heartbeat_on)::int, 0))
        as text
      from bridge_job open left join pgboss.job queued
        on queued.data ->> 'id' = open.id::text and queued.state < 'completed'
      where closed is null and received < now() - $1 * interval '1 second'`,
    [MAX_AGE_SECONDS],
  );
  const decisions = await server.query<{ text: string }>(
    `select format('%s of %s waits to be told for %s s (tried %s times)', event, identifier,
        extract(epoch from now() - created)::int, attempts) as text
      from outbox where created < now() - $1 * interval '1 second'`,
    [MAX_AGE_SECONDS],
  );
  return [...jobs, ...decisions].map(({ text }) => text);
}
