import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Check } from './checks/check.ts';
import { recoveryMs } from './checks/replies.ts';
import type { House } from './house.ts';

type Say = (line: string) => void;

/** What is older than this is stuck. */
const freshSeconds = 10;

/** Waits until everything works again, under traffic; how long that took, in seconds. */
export async function recover(house: House, say: Say): Promise<{ seconds: number; check: Check }> {
  const flaws: string[] = [];
  const seconds = await until(
    async () => {
      const [replicas, waiting] = await Promise.all([unready(house), stuck(house)]);
      return [...replicas, ...waiting];
    },
    flaws,
    say,
  );
  return {
    seconds,
    check: { what: 'all recovered within 30 s of the last fault', examined: 1, flaws },
  };
}

/** With nobody asking any more: every job is answered and every decision told. */
export async function drain(house: House, say: Say): Promise<Check> {
  const flaws: string[] = [];
  await until(
    async () => {
      const [outbox] = await house.server.query<{ count: number }>(
        'select count(*)::int as count from outbox',
      );
      const { open, expired } = await house.standIn.counts();
      return [
        ...(open > 0 ? [`${open} jobs are not answered`] : []),
        ...(expired > 0 ? [`${expired} jobs expired without an answer`] : []),
        ...(outbox?.count ? [`${outbox.count} decisions are not told`] : []),
      ];
    },
    flaws,
    say,
  );
  return { what: 'nothing is left over when nobody asks any more', examined: 1, flaws };
}

async function until(
  whatIsWrong: () => Promise<string[]>,
  flaws: string[],
  say: Say,
): Promise<number> {
  const begin = performance.now();
  let said = '';
  for (;;) {
    const wrong = await whatIsWrong().catch((error: Error) => [error.message]);
    const elapsed = performance.now() - begin;
    if (wrong.length === 0 || elapsed > recoveryMs) {
      flaws.push(...wrong);
      return elapsed / 1000;
    }
    if (wrong.join() !== said) say(wrong.join('; '));
    said = wrong.join();
    await pause(200);
  }
}

async function unready({ replicas }: House): Promise<string[]> {
  const states = replicas.map(async ({ port }) => {
    const url = `http://127.0.0.1:${port}/health/ready`;
    const { status } = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return status === 200 ? [] : [`the replica at port ${port} is not ready: ${status}`];
  });
  return (await Promise.all(states)).flat();
}

/** A job or a decision that waits for longer than what is under way would. */
async function stuck({ server }: House): Promise<string[]> {
  const [row] = await server.query<{ jobs: number; decisions: number }>(
    `select
      (select count(*) from bridge_job where closed is null
        and received < now() - $1 * interval '1 second')::int as jobs,
      (select count(*) from outbox
        where created < now() - $1 * interval '1 second')::int as decisions`,
    [freshSeconds],
  );
  const { jobs = 0, decisions = 0 } = row ?? {};
  return [
    ...(jobs > 0 ? [`${jobs} jobs wait for longer than ${freshSeconds} s`] : []),
    ...(decisions > 0 ? [`${decisions} decisions wait to be told for longer than that`] : []),
  ];
}
