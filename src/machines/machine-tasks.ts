import type { Kysely } from 'kysely';
import type { BridgeConnection } from '../bridge/bridge-connection.ts';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { updateDueWanted } from '../wanted-state/update-wanted.ts';
import { checkResource } from './check-resource.ts';
import { MachineWorker } from './reconcile/machine-worker.ts';
import { recordThresholds } from './threshold-events.ts';

export interface MachineTasksOptions {
  db: Kysely<Database>;
  clock: () => Date;
  /** Our portal's name. */
  portal: () => string;
  /** null: no bridge is connected; what is wanted is still kept up to date. */
  bridge: Pick<BridgeConnection, 'client' | 'isReady'> | null;
  onError: (error: unknown) => void;
}

/** A start or an end of an award is noticed this late at most. */
const WANTED_INTERVAL_MS = 30_000;
const RESOURCE_INTERVAL_MS = 60_000;
const THRESHOLD_INTERVAL_MS = 60_000;
const RESOURCE_CHECK_MS = 24 * 3600 * 1000;

/** What every process does for machines: what time changes, thresholds, resources once a day, and the worker. */
export class MachineTasks {
  readonly #worker: MachineWorker | null;
  readonly #tasks: PeriodicTask[];

  constructor({ db, clock, portal, bridge, onError }: MachineTasksOptions) {
    this.#worker =
      bridge &&
      new MachineWorker({
        db,
        clock,
        portal,
        client: bridge.client,
        isReady: () => bridge.isReady(),
        onError,
      });
    const periodic = (intervalMs: number, task: () => Promise<void>): PeriodicTask =>
      new PeriodicTask({ intervalMs, minGapMs: 1000, task, onError });
    this.#tasks = [
      periodic(WANTED_INTERVAL_MS, async () => void (await updateDueWanted(db, clock()))),
      periodic(THRESHOLD_INTERVAL_MS, async () => void (await recordThresholds(db, clock()))),
      periodic(RESOURCE_INTERVAL_MS, async () => {
        if (bridge?.isReady()) {
          await checkDueResources({ db, clock, portal, client: bridge.client });
        }
      }),
    ];
  }

  start(): void {
    this.#worker?.start();
    for (const task of this.#tasks) task.start();
  }

  /** Begins nothing new; an instruction that is under way goes on, and is looked after at the next start. */
  async stop(): Promise<void> {
    await Promise.all([this.#worker?.stop(), ...this.#tasks.map((task) => task.stop())]);
  }
}

/** Checks one resource at a time that was not checked for a day; one process does it. */
async function checkDueResources(context: Parameters<typeof checkResource>[0]): Promise<void> {
  const { db, clock } = context;
  await withAdvisoryLock(db, 'machines resources', async () => {
    const before = new Date(clock().getTime() - RESOURCE_CHECK_MS).toISOString();
    const due = await db
      .selectFrom('resource')
      .select(['id', 'destination'])
      .where('is_enabled', '=', true)
      .where((eb) => eb.or([eb('checked_at', 'is', null), eb('checked_at', '<', before)]))
      .orderBy('checked_at', (order) => order.asc().nullsFirst())
      .limit(1)
      .executeTakeFirst();
    if (due !== undefined) await checkResource(context, due);
  });
}
