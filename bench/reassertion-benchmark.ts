import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { BridgeStandIn } from '../test/support/bridge/bridge-stand-in.ts';
import { waitUntil, findFreePort } from '../test/support/connected-service.ts';
import {
  listApprovedNumbers,
  getDestination,
  getAwardDetails,
  getIdentifier,
} from './bench-data.ts';
import { bridgeOptions } from './filled-builds.ts';
import { targetAtLeast, targetAtMost, type Figure, createFigure } from './figures.ts';
import { measurePeakMemory, startService } from './server-processes.ts';

/** How many jobs are open at any time. */
const MAX_OPEN_JOBS = 64;
/** Jobs before the measurement of the constant portal, in which the compilers warm up. */
const WARM_UP_JOBS = 1000;

/** How awards that were sent were answered. */
export interface AnswerRate {
  perSecond: number;
  slowestSeconds: number;
}

/**
 * Answers per second to awards that are sent again, as a portal does on every cycle, through the
 * bridge stand-in; compared with a portal that answers the same jobs with a constant. Also the
 * service's memory meanwhile.
 */
export async function measureReassertion(
  databaseUrl: string,
  size: number,
  count: number,
): Promise<Figure[]> {
  const port = await findFreePort();
  const standIn = await BridgeStandIn.start(bridgeOptions(port));
  try {
    const numbers = [...listApprovedNumbers(size)].slice(0, count);
    const env = { PORT: String(port), OPENPORTAL_CONFIG: standIn.invite };
    const service = await startService(databaseUrl, env);
    let measured: AnswerRate = { perSecond: 0, slowestSeconds: 0 };
    let peakMb: number;
    try {
      await waitUntil(async () => (await standIn.getOfferings()).length > 0, 30);
      peakMb = await measurePeakMemory(service.pid, async () => {
        // The fill writes projects without members, which the first message of an award adds.
        await resendAwards(standIn, numbers);
        measured = await resendAwards(standIn, numbers);
      });
    } finally {
      await service.stop();
    }
    const constant = await startConstantPortal(standIn.invite, port);
    const baseline = await resendAwards(standIn, numbers.slice(0, WARM_UP_JOBS))
      .then(() => resendAwards(standIn, numbers))
      .finally(() => stopProcess(constant));
    const what = `re-assertion of ${numbers.length.toLocaleString('en')}`;
    const floor = { what: 'constant portal', value: baseline.perSecond };
    return [
      createFigure(what, 'jobs/s', measured.perSecond, floor, targetAtLeast(0.5)),
      createFigure(
        're-assertion, slowest answer',
        's',
        measured.slowestSeconds,
        null,
        targetAtMost(10),
      ),
      createFigure('memory of the service, re-assertion', 'MB', peakMb, null, targetAtMost(250)),
    ];
  } finally {
    await standIn.stop();
  }
}

/** Sends each award, MAX_OPEN_JOBS at a time. Throws if an answer is not a mapping. */
export async function resendAwards(
  standIn: BridgeStandIn,
  numbers: readonly number[],
): Promise<AnswerRate> {
  const remaining = numbers.values();
  let slowest = 0;
  const begin = performance.now();
  const worker = async (): Promise<void> => {
    for (const number of remaining) {
      const sentAt = performance.now();
      const offering = getDestination(number).split('.').at(-1) as string;
      const instruction = `create_project ${getIdentifier(number)} ${getAwardDetails(number)}`;
      const job = await standIn.waitForAnswer(
        await standIn.submitCommand(instruction, { offering }),
        60,
      );
      if (job.state !== 'Complete') throw new Error(`${getIdentifier(number)}: ${job.result}`);
      slowest = Math.max(slowest, performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: MAX_OPEN_JOBS }, worker));
  const seconds = (performance.now() - begin) / 1000;
  return { perSecond: numbers.length / seconds, slowestSeconds: slowest / 1000 };
}

async function startConstantPortal(invite: string, port: number): Promise<ChildProcess> {
  const main = path.join(import.meta.dirname, 'constant-portal.ts');
  const child = spawn(process.execPath, [main, invite, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
