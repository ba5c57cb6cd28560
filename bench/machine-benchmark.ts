/* How fast projects are brought to a machine, how dear a pass is, and how fast figures are collected. */

import type { Kysely } from 'kysely';
import { BridgeClient } from '../src/bridge/bridge-client.ts';
import { ConnectionState } from '../src/bridge/connection-state.ts';
import { readInvite } from '../src/bridge/invite-file.ts';
import { createDatabase } from '../src/database/connection-pool.ts';
import type { Database } from '../src/database/schema.ts';
import { followInstruction, submitInstruction } from '../src/machines/network/run-instruction.ts';
import { claimPairs } from '../src/machines/reconcile/claim-pairs.ts';
import { MachineWorker } from '../src/machines/reconcile/machine-worker.ts';
import { UsageCollector } from '../src/usage-collection/usage-collector.ts';
import { updateDueWanted } from '../src/wanted-state/update-wanted.ts';
import { BridgeStandIn } from '../test/support/bridge/bridge-stand-in.ts';
import { createTestDatabase } from '../test/support/test-database.ts';
import { createFigure, type Figure, targetAtLeast, targetAtMost } from './figures.ts';
import { fillMachines } from './machine-data.ts';
import { measureFirstPage } from './read-benchmark.ts';
import { startService } from './server-processes.ts';

/** What agents take at once for one instance. */
const PARALLEL = 10;
const MEMBERS = 3;

/** The figures of the worker and of the collector, for a number of projects. */
export async function measureMachines(projects: number, seconds: number): Promise<Figure[]> {
  const database = await createTestDatabase();
  const standIn = await startStandIn();
  const db = createDatabase(database.url);
  try {
    const count = await fillMachines(db, database.url, { projects, people: 20, members: MEMBERS });
    const context = { db, client: createClient(standIn), clock: () => new Date(), portal };
    const throughput = await measureWorker(context, count);
    const pass = await measurePass(context);
    const sweep = await measureSweep(context, database.url, count, seconds);
    return [throughput, pass, ...sweep];
  } finally {
    await db.destroy();
    await standIn.stop();
    await database.close();
  }
}

interface WorkContext {
  db: Kysely<Database>;
  client: BridgeClient;
  clock: () => Date;
  portal: () => string;
}

const portal = (): string => 'brics';
const startStandIn = () => BridgeStandIn.start({ networkLatencyMs: 0, networkRate: 0 });

function createClient(standIn: BridgeStandIn): BridgeClient {
  return new BridgeClient({
    invite: readInvite(standIn.invite, { allowPlainHttp: true }),
    state: new ConnectionState(
      () => new Date(),
      () => undefined,
    ),
    onVersion: () => undefined,
  });
}

const fail = (error: unknown): never => {
  throw error;
};

/** From nothing to all present, beside a bare loop that sends the same instructions. */
async function measureWorker(context: WorkContext, projects: number): Promise<Figure> {
  const { db } = context;
  const worker = new MachineWorker({ ...context, isReady: () => true, onError: fail });
  const workerSeconds = await measureSeconds(() => worker.runUntilIdle());
  const reached = await db
    .selectFrom('machine_project')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('seen', '=', 'present')
    .executeTakeFirstOrThrow();
  if (reached.count !== projects) throw new Error(`${reached.count} of ${projects} are present.`);
  const sent = await db
    .selectFrom('instruction')
    .select(['machine_project_id', 'command'])
    .orderBy('id')
    .execute();
  const standIn = await startStandIn();
  const client = createClient(standIn);
  const queue = [...Map.groupBy(sent, (one) => one.machine_project_id).values()];
  const bareSeconds = await measureSeconds(() =>
    inParallel(queue, async (instructions) => {
      for (const { command } of instructions) await sendBare(client, command);
    }),
  ).finally(() => standIn.stop());
  return createFigure(
    `${projects.toLocaleString('en')} projects from nothing to present`,
    'instructions/s',
    sent.length / workerSeconds,
    { what: 'bare loop', value: sent.length / bareSeconds },
    targetAtLeast(0.8),
  );
}

async function sendBare(client: BridgeClient, command: string): Promise<void> {
  const submitted = await submitInstruction(client, command);
  if ('outcome' in submitted) throw new Error(`${command}: ${JSON.stringify(submitted)}`);
  await followInstruction(client, submitted.jobId, { signal: new AbortController().signal });
}

/** Ten at a time. */
async function inParallel<Item>(queue: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const run = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: PARALLEL }, run));
}

/** What a pass costs that finds nothing to do. */
async function measurePass({ db }: WorkContext): Promise<Figure> {
  const owner = '00000000-0000-4000-8000-000000000001';
  const passSeconds = await measureSeconds(async () => {
    await claimPairs(db, { owner, now: new Date(), limit: 40 });
    await updateDueWanted(db, new Date());
  });
  return createFigure(
    'a pass with nothing to do',
    'ms',
    passSeconds * 1000,
    null,
    targetAtMost(1000),
  );
}

/** One sweep over all projects, and the desk's list meanwhile. */
async function measureSweep(
  context: WorkContext,
  url: string,
  projects: number,
  seconds: number,
): Promise<Figure[]> {
  const service = await startService(url);
  try {
    const quietMs = await measureFirstPage(service, seconds);
    const collector = new UsageCollector({
      ...context,
      usagePersonDays: null,
      isReady: () => true,
      onError: fail,
    });
    let isOver = false;
    const sweep = measureSeconds(() => collector.collectDue()).finally(() => {
      isOver = true;
    });
    const latencies = [await measureFirstPage(service, seconds)];
    while (!isOver) latencies.push(await measureFirstPage(service, seconds));
    const sweepSeconds = await sweep;
    const busyMs = latencies.slice(0, Math.max(1, latencies.length - 1));
    const collected = await context.db
      .selectFrom('usage_collection')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('collected_at', 'is not', null)
      .executeTakeFirstOrThrow();
    if (collected.count !== projects) throw new Error(`${collected.count} were collected.`);
    const mean = busyMs.reduce((sum, ms) => sum + ms, 0) / busyMs.length;
    return [
      createFigure(
        `collecting, one sweep of ${projects.toLocaleString('en')} projects`,
        's',
        sweepSeconds,
        null,
        targetAtMost(300),
      ),
      createFigure(
        'list, latency while figures are collected',
        'ms',
        mean,
        { what: 'quiet', value: quietMs },
        targetAtMost(1.3),
      ),
    ];
  } finally {
    await service.stop();
  }
}

async function measureSeconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
