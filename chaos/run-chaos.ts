import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { checkAwards } from './checks/award-check.ts';
import type { CheckResult } from './checks/check-result.ts';
import { checkDecisions } from './checks/decision-check.ts';
import { checkJobs } from './checks/job-check.ts';
import { checkNotifications } from './checks/notification-check.ts';
import { checkRepeatedAnswers } from './checks/repeated-answer-check.ts';
import { type StoredRecords, loadStoredRecords } from './checks/stored-records.ts';
import { checkReplies } from './checks/reply-check.ts';
import { checkIntegrity } from './checks/integrity-check.ts';
import { injectFaults, type InjectedFault } from './fault-injection.ts';
import { adminToken, Cluster } from './cluster.ts';
import { RequestLedger } from './request-ledger.ts';
import { type FaultKind, planFaults } from './fault-plan.ts';
import { SeededRandom } from './seeded-random.ts';
import { waitForDrain, waitForRecovery } from './recovery.ts';
import type { Replica } from './replica.ts';
import { awardingPortals, type BaseData, createBaseData } from './traffic/base-data.ts';
import { AwardingPortalClient } from './traffic/awarding-portal-client.ts';
import { ReviewerClient } from './traffic/reviewer-client.ts';

export interface ChaosOptions {
  minutes: number;
  /** The same seed makes the same plan of faults and the same choices of everybody. */
  seed: number;
  /** Only these go wrong. */
  faultKinds: readonly FaultKind[];
  /** Told how far it is. */
  logProgress: (line: string) => void;
  signal: AbortSignal;
}

/** What came of it. */
export interface ChaosResult {
  seed: number;
  faults: InjectedFault[];
  /** Kinds of faults that this machine does not allow, and why. */
  skippedFaults: string[];
  ledger: RequestLedger;
  records: StoredRecords;
  /** How long it took after the last fault until everything worked. */
  recoverySeconds: number;
  /** The starts of each replica. */
  replicaRuns: Replica['runs'][];
  checks: CheckResult[];
}

/** Mixed traffic through all the faults of the plan; then everything is compared with the model. */
export async function runChaos({
  minutes,
  seed,
  faultKinds: kinds,
  logProgress: say,
  signal,
}: ChaosOptions): Promise<ChaosResult> {
  const house = await Cluster.open(seed, new SeededRandom(seed, 1).nextNumber);
  try {
    house.start();
    const ledger = new RequestLedger();
    await waitForReplicas(house, signal);
    say('furnishing the desk');
    const furniture = await createBaseData(() => house.url, adminToken, ledger);
    await waitForOfferings(house);

    const traffic = startTraffic(house, ledger, furniture, { seed, signal });
    const possible = kinds.filter((kind) => house.disk.isSmall || kind !== 'disk full');
    const plan = planFaults(minutes * 60_000, new SeededRandom(seed, 2).nextNumber, possible);
    say(`${plan.length} faults in ${minutes} minutes, seed ${seed}`);
    const faults = await injectFaults(house, plan, { say, signal });
    say('waiting for everything to recover');
    const recovery = await waitForRecovery(house, say);
    await traffic.end();
    const drained = await waitForDrain(house, say);
    say('comparing with the model');
    const records = await loadStoredRecords(house);
    const checks = [recovery.check, drained, ...(await runChecks(house, ledger, records, faults))];
    const leftOut =
      possible.length < kinds.length ? ['disk full: only root of a Linux can mount one'] : [];
    return {
      seed,
      faults,
      skippedFaults: leftOut,
      ledger,
      records,
      recoverySeconds: recovery.seconds,
      replicaRuns: house.replicas.map((replica) => replica.runs),
      checks,
    };
  } finally {
    await house.close();
  }
}

/** Everybody at work, until end() lets them finish what they are at. */
function startTraffic(
  house: Cluster,
  ledger: RequestLedger,
  { staff, reviewers }: BaseData,
  { seed, signal }: Pick<ChaosOptions, 'seed' | 'signal'>,
): { end: () => Promise<void> } {
  let isOver = false;
  const over = (): boolean => isOver || signal.aborted;
  const portals = awardingPortals.map(
    (name, index) =>
      new AwardingPortalClient(house, ledger, name, new SeededRandom(seed, 10 + index)),
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
  house: Cluster,
  ledger: RequestLedger,
  records: StoredRecords,
  faults: readonly InjectedFault[],
): Promise<CheckResult[]> {
  const log = house.replicas.map((replica) => replica.log).join('\n');
  return [
    ...checkDecisions(ledger, records),
    ...checkNotifications(records),
    ...checkAwards(ledger, records),
    ...checkJobs(ledger, records),
    await checkRepeatedAnswers(house, ledger, records),
    ...checkReplies(ledger, faults, log),
    checkUnexpectedExits(house),
    await checkIntegrity(house),
  ];
}

/** No replica ends but by our hand. */
function checkUnexpectedExits({ replicas }: Cluster): CheckResult {
  return {
    description: 'no replica ended by itself',
    examinedCount: replicas.length,
    violations: replicas.flatMap(({ unexpectedExits: ownEnds }) => ownEnds),
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

/** The bridge must know an offering before it can be asked for. */
async function waitForOfferings(house: Cluster): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await house.standIn.getOfferings()).length === awardingPortals.length) return;
    await pause(100);
  }
  throw new Error('The bridge was not told the offerings.');
}
