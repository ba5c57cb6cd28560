import { listApprovedNumbers } from './bench-data.ts';
import { BurstLoad } from './burst-load.ts';
import type { BuildFigure } from './compare-builds.ts';
import { targetAtLeast, targetAtMost } from './figures.ts';
import type { FilledBuilds } from './filled-builds.ts';
import { measurePeakMemory } from './server-processes.ts';
import { type AnswerRate, resendAwards } from './reassertion-benchmark.ts';

const ROUNDS = 3;
const REASSERTED_AWARDS = 3000;
const BURST_SECONDS = 10;

/** What a build does with a bridge (issue 23), each on a database that it has filled. */
export function createBridgeFigures(builds: FilledBuilds): BuildFigure[] {
  const answered = new WeakMap<object, AnswerRate & { peakMb: number }>();
  const bursts = new WeakMap<object, BurstLoad>();
  const readLast = (key: object): AnswerRate & { peakMb: number } => {
    const last = answered.get(key);
    if (last === undefined) throw new Error('Measure reassertion first.');
    return last;
  };
  return [
    {
      key: 'reassertion',
      name: `re-assertion of ${REASSERTED_AWARDS}`,
      unit: 'jobs/s',
      rounds: ROUNDS,
      target: targetAtLeast(1.5),
      measure: async (build) => {
        const { standIn, size, service } = await builds.getConnected(build);
        const numbers = [...listApprovedNumbers(size)].slice(0, REASSERTED_AWARDS);
        // The fill writes projects without members, which the first message of an award adds.
        if (!answered.has(build)) await resendAwards(standIn, numbers);
        let rate: AnswerRate = { perSecond: 0, slowestSeconds: 0 };
        const peakMb = await measurePeakMemory(service.pid, async () => {
          rate = await resendAwards(standIn, numbers);
        });
        answered.set(build, { ...rate, peakMb });
        return rate.perSecond;
      },
    },
    {
      key: 'reassertion',
      name: 're-assertion, slowest answer of the last round',
      unit: 's',
      rounds: 1,
      target: null,
      measure: (build) => Promise.resolve(readLast(build).slowestSeconds),
    },
    {
      key: 'reassertion',
      name: 'memory of the service, re-assertion',
      unit: 'MB',
      rounds: 1,
      target: targetAtMost(0.7),
      measure: (build) => Promise.resolve(readLast(build).peakMb),
    },
    {
      key: 'bursts',
      name: 'bursts of mixed traffic, 200 requests/s, 50 open desks, 99th percentile',
      unit: 'ms',
      rounds: ROUNDS,
      target: null,
      measure: async (build) => {
        const connected = await builds.getConnected(build);
        let load = bursts.get(build);
        if (load === undefined) {
          load = new BurstLoad(connected);
          bursts.set(build, load);
          await load.run(BURST_SECONDS / 2);
        }
        return load.run(BURST_SECONDS);
      },
    },
  ];
}
