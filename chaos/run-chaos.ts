import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReceivedMessage } from '../test/support/webhooks/webhook-receiver.ts';
import { checkAwards } from './checks/award-check.ts';
import type { CheckResult } from './checks/check-result.ts';
import { checkDecisions } from './checks/decision-check.ts';
import { checkJobs } from './checks/job-check.ts';
import { checkJobWaits } from './checks/job-wait-check.ts';
import { checkLauncherKills } from './checks/launcher-check.ts';
import { checkNotifications } from './checks/notification-check.ts';
import { checkRefusals } from './checks/refusal-check.ts';
import { checkRepeatedAnswers } from './checks/repeated-answer-check.ts';
import { type StoredRecords, loadStoredRecords } from './checks/stored-records.ts';
import { checkWebhooks, listAuditEvents } from './checks/webhook-check.ts';
import { checkLimitedReplies, checkReplies } from './checks/reply-check.ts';
import { checkIntegrity } from './checks/integrity-check.ts';
import { injectFaults, type InjectedFault } from './fault-injection.ts';
import { adminToken, Cluster } from './cluster.ts';
import type { LauncherKill } from './replica.ts';
import { RequestLedger } from './request-ledger.ts';
import { type FaultKind, planFaults } from './fault-plan.ts';
import { SeededRandom } from './seeded-random.ts';
import { waitForDrain, waitForRecovery } from './recovery.ts';
import {
  createChaosWebhooks,
  startReceiverFaults,
  waitForWebhook,
  webhookPaths,
} from './webhook-faults.ts';
import type { ServiceRun } from './launched-service.ts';
import { awardingPortals, type BaseData, createBaseData } from './traffic/base-data.ts';
import { AwardingPortalClient } from './traffic/awarding-portal-client.ts';
import { ReviewerClient } from './traffic/reviewer-client.ts';

export interface ChaosOptions {
  minutes: number;
  /** The same seed makes the same plan of faults and the same choices of all clients. */
  seed: number;
  /** How many awards each awarding portal has. */
  awardsPerPortal?: number;
  /** Only these kinds of faults are injected. */
  faultKinds: readonly FaultKind[];
  /** Called with a line for each step. */
  logProgress: (line: string) => void;
  signal: AbortSignal;
}

/** The outcome of a run. */
export interface ChaosResult {
  seed: number;
  faults: InjectedFault[];
  /** Kinds of faults that this machine does not allow, and why. */
  skippedFaults: string[];
  ledger: RequestLedger;
  records: StoredRecords;
  /** What the receiver of the webhooks accepted. */
  webhookMessages: readonly ReceivedMessage[];
  /** How long it took after the last fault until everything worked. */
  recoverySeconds: number;
  /** The starts of each replica. */
  replicaRuns: ServiceRun[][];
  launcherKills: LauncherKill[];
  checks: CheckResult[];
}

/** Runs mixed traffic through all planned faults, then compares everything with the model. */
export async function runChaos({
  minutes,
  seed,
  faultKinds: kinds,
  awardsPerPortal = 60,
  logProgress,
  signal,
}: ChaosOptions): Promise<ChaosResult> {
  const cluster = await Cluster.open(seed, new SeededRandom(seed, 1).nextNumber);
  try {
    cluster.start();
    const ledger = new RequestLedger();
    await waitForReplicas(cluster, signal);
    logProgress('creating the base data');
    const baseData = await createBaseData(() => cluster.url, adminToken, ledger);
    await waitForOfferings(cluster);
    await createChaosWebhooks(cluster);
    const receiverFaults = startReceiverFaults(cluster.webhookReceiver, new SeededRandom(seed, 3));

    const traffic = startTraffic(cluster, ledger, baseData, { seed, signal, awardsPerPortal });
    const possible = kinds.filter((kind) => cluster.disk.isSmall || kind !== 'disk full');
    const plan = planFaults(minutes * 60_000, new SeededRandom(seed, 2).nextNumber, possible);
    logProgress(`${plan.length} faults in ${minutes} minutes, seed ${seed}`);
    const { floodingCaller } = baseData;
    const faults = await injectFaults(cluster, plan, { floodingCaller, logProgress, signal });
    logProgress('waiting for everything to recover');
    const recovery = await waitForRecovery(cluster, logProgress);
    await traffic.end();
    await receiverFaults.stop();
    const drained = await waitForDrain(cluster, logProgress);
    const webhookDrained = await waitForWebhook(cluster, logProgress);
    logProgress('comparing with the model');
    const records = await loadStoredRecords(cluster);
    const launcherKills = (
      await Promise.all(cluster.replicas.map((replica) => replica.listLauncherKills()))
    ).flat();
    const checks = [
      recovery.check,
      drained,
      webhookDrained,
      ...(await runChecks(cluster, ledger, records, faults)),
      checkLauncherKills(launcherKills),
    ];
    const leftOut =
      possible.length < kinds.length ? ['disk full: only root of a Linux can mount one'] : [];
    return {
      seed,
      faults,
      skippedFaults: leftOut,
      ledger,
      records,
      webhookMessages: cluster.webhookReceiver.accepted,
      recoverySeconds: recovery.seconds,
      replicaRuns: cluster.replicas.map((replica) => replica.runs),
      launcherKills,
      checks,
    };
  } finally {
    await cluster.close();
  }
}

/** Starts all clients; end() lets them finish what they are doing. */
function startTraffic(
  cluster: Cluster,
  ledger: RequestLedger,
  { staff, reviewers }: BaseData,
  {
    seed,
    signal,
    awardsPerPortal: awardCount,
  }: Pick<ChaosOptions, 'seed' | 'signal'> & { awardsPerPortal: number },
): { end: () => Promise<void> } {
  let isOver = false;
  const over = (): boolean => isOver || signal.aborted;
  const portals = awardingPortals.map(
    (name, index) =>
      new AwardingPortalClient(
        cluster,
        ledger,
        { name, awardCount },
        new SeededRandom(seed, 10 + index),
      ),
  );
  const people = [...reviewers, { name: 'admin', caller: staff }].map((who, index) => {
    const isStaff = who.caller === staff;
    return new ReviewerClient({ ...who, isStaff }, ledger, new SeededRandom(seed, 100 + index));
  });
  const work = Promise.all([...portals, ...people].map((each) => each.run(over)));
  return {
    end: async () => {
      isOver = true;
      await work;
    },
  };
}

async function runChecks(
  cluster: Cluster,
  ledger: RequestLedger,
  records: StoredRecords,
  faults: readonly InjectedFault[],
): Promise<CheckResult[]> {
  const log = cluster.replicas.map((replica) => replica.log).join('\n');
  return [
    ...checkDecisions(ledger, records),
    ...checkNotifications(records),
    ...checkWebhooks(
      listAuditEvents(records.audit),
      cluster.webhookReceiver.accepted,
      webhookPaths,
    ),
    ...checkAwards(ledger, records),
    ...checkJobs(ledger, records),
    checkJobWaits(records, faults),
    ...checkRefusals(ledger, records),
    await checkRepeatedAnswers(cluster, ledger, records),
    ...checkReplies(ledger, faults, log),
    checkLimitedReplies(ledger),
    checkUnexpectedExits(cluster),
    await checkIntegrity(cluster),
  ];
}

/** No replica ends without a fault. */
function checkUnexpectedExits({ replicas }: Cluster): CheckResult {
  return {
    description: 'no replica ended without a fault',
    examinedCount: replicas.length,
    violations: replicas.flatMap(({ unexpectedExits }) => unexpectedExits),
  };
}

async function waitForReplicas({ replicas }: Cluster, signal: AbortSignal): Promise<void> {
  const end = performance.now() + 60_000;
  for (const { port } of replicas) {
    while (!(await isReplicaReady(port))) {
      if (performance.now() > end) throw new Error(`The replica at port ${port} is not ready.`);
      await pause(100, null, { signal });
    }
  }
}

async function isReplicaReady(port: number): Promise<boolean> {
  const reply = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
  return reply?.status === 200;
}

/** The bridge must have an offering before jobs can be sent to it. */
async function waitForOfferings(cluster: Cluster): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await cluster.standIn.getOfferings()).length === awardingPortals.length) return;
    await pause(100);
  }
  throw new Error('The bridge did not get the offerings.');
}
