import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { StandIn } from '../test/support/bridge/stand-in.ts';
import { eventually, freePort } from '../test/support/connected.ts';
import { approvedNumbers, destinationOf, detailsOf, identifierOf } from './data.ts';
import { atLeast, atMost, type Figure, figure } from './figures.ts';
import { peakMemory, startService } from './processes.ts';

/** How many jobs wait for their answer at any time. */
const atOnce = 64;
/** So many before do not count: a compiler warms up on both sides. */
const warmingUp = 1000;

interface Answered {
  perSecond: number;
  slowestSeconds: number;
}

/**
 * Held awards sent again through the stand-in of a bridge, as a portal does on every cycle, against
 * the same jobs through a portal that answers with a constant; and the service's memory meanwhile.
 */
export async function measureReassertion(
  databaseUrl: string,
  size: number,
  count: number,
): Promise<Figure[]> {
  const port = await freePort();
  const signals = `http://127.0.0.1:${port}/api/openportal`;
  const standIn = await StandIn.start({
    signalUrl: `${signals}/fetch_job/`,
    notificationUrl: `${signals}/fetch_notification/`,
    rate: 1_000_000_000,
    retryMs: 500,
    expiry: 600,
  });
  try {
    const numbers = [...approvedNumbers(size)].slice(0, count);
    const env = { PORT: String(port), OPENPORTAL_CONFIG: standIn.invite };
    const service = await startService(databaseUrl, env);
    let ours: Answered = { perSecond: 0, slowestSeconds: 0 };
    let peakMb: number;
    try {
      await eventually(async () => (await standIn.offerings()).length > 0, 30);
      peakMb = await peakMemory(service.pid, async () => {
        await assertAgain(standIn, numbers.slice(0, warmingUp));
        ours = await assertAgain(standIn, numbers);
      });
    } finally {
      await service.stop();
    }
    const constant = await startConstant(standIn.invite, port);
    const theirs = await assertAgain(standIn, numbers.slice(0, warmingUp))
      .then(() => assertAgain(standIn, numbers))
      .finally(() => end(constant));
    const what = `re-assertion of ${numbers.length.toLocaleString('en')}`;
    const floor = { what: 'constant portal', value: theirs.perSecond };
    return [
      figure(what, 'jobs/s', ours.perSecond, floor, atLeast(0.5)),
      figure('re-assertion, slowest answer', 's', ours.slowestSeconds, null, atMost(10)),
      figure('memory of the service, re-assertion', 'MB', peakMb, null, atMost(250)),
    ];
  } finally {
    await standIn.stop();
  }
}

/** Asks for each award in turn, `atOnce` at a time. Throws where an answer is not a mapping. */
async function assertAgain(standIn: StandIn, numbers: readonly number[]): Promise<Answered> {
  const turns = numbers.values();
  let slowest = 0;
  const begin = performance.now();
  const worker = async (): Promise<void> => {
    for (const number of turns) {
      const asked = performance.now();
      const offering = destinationOf(number).split('.').at(-1) as string;
      const instruction = `create_project ${identifierOf(number)} ${detailsOf(number)}`;
      const job = await standIn.answer(await standIn.ask(instruction, { offering }), 60);
      if (job.state !== 'Complete') throw new Error(`${identifierOf(number)}: ${job.result}`);
      slowest = Math.max(slowest, performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - begin) / 1000;
  return { perSecond: numbers.length / seconds, slowestSeconds: slowest / 1000 };
}

async function startConstant(invite: string, port: number): Promise<ChildProcess> {
  const main = path.join(import.meta.dirname, 'constant-portal.ts');
  const child = spawn(process.execPath, [main, invite, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
