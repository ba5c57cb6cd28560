import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { checkAwards } from './checks/awards.ts';
import type { Check } from './checks/check.ts';
import { checkDecisions } from './checks/decisions.ts';
import { checkJobs } from './checks/jobs.ts';
import { checkNotifications } from './checks/notifications.ts';
import { checkPresentAnswers } from './checks/present.ts';
import { type Records, readRecords } from './checks/records.ts';
import { checkReplies } from './checks/replies.ts';
import { checkSoundness } from './checks/soundness.ts';
import { carryOut, type Fault } from './faults.ts';
import { adminToken, House } from './house.ts';
import { Ledger } from './ledger.ts';
import { type FaultKind, planFaults } from './plan.ts';
import { Choices } from './random.ts';
import { drain, recover } from './recovery.ts';
import type { Replica } from './replica.ts';
import { awardingPortals, type Furniture, furnish } from './traffic/desk.ts';
import { Portal } from './traffic/portal.ts';
import { Reviewer } from './traffic/reviewer.ts';

export interface Asked {
  minutes: number;
  /** The same seed makes the same plan of faults and the same choices of everybody. */
  seed: number;
  /** Only these go wrong. */
  kinds: readonly FaultKind[];
  /** Told how far it is. */
  say: (line: string) => void;
  signal: AbortSignal;
}

/** What came of it. */
export interface Result {
  seed: number;
  faults: Fault[];
  /** Kinds of faults that this machine does not allow, and why. */
  leftOut: string[];
  ledger: Ledger;
  records: Records;
  /** How long it took after the last fault until everything worked. */
  recoverySeconds: number;
  /** The starts of each replica. */
  lives: Replica['lives'][];
  checks: Check[];
}

/** Mixed traffic through all the faults of the plan; then everything is compared with the model. */
export async function torture({ minutes, seed, kinds, say, signal }: Asked): Promise<Result> {
  const house = await House.open(seed, new Choices(seed, 1).number);
  try {
    house.start();
    const ledger = new Ledger();
    await ready(house, signal);
    say('furnishing the desk');
    const furniture = await furnish(() => house.url, adminToken, ledger);
    await offered(house);

    const traffic = beginTraffic(house, ledger, furniture, { seed, signal });
    const possible = kinds.filter((kind) => house.disk.isSmall || kind !== 'disk full');
    const plan = planFaults(minutes * 60_000, new Choices(seed, 2).number, possible);
    say(`${plan.length} faults in ${minutes} minutes, seed ${seed}`);
    const faults = await carryOut(house, plan, { say, signal });
    say('waiting for everything to recover');
    const recovery = await recover(house, say);
    await traffic.end();
    const drained = await drain(house, say);
    say('comparing with the model');
    const records = await readRecords(house);
    const checks = [
      recovery.check,
      drained,
      ...(await compareWithModel(house, ledger, records, faults)),
    ];
    const leftOut =
      possible.length < kinds.length ? ['disk full: only root of a Linux can mount one'] : [];
    return {
      seed,
      faults,
      leftOut,
      ledger,
      records,
      recoverySeconds: recovery.seconds,
      lives: house.replicas.map((replica) => replica.lives),
      checks,
    };
  } finally {
    await house.close();
  }
}

/** Everybody at work, until end() lets them finish what they are at. */
function beginTraffic(
  house: House,
  ledger: Ledger,
  { staff, reviewers }: Furniture,
  { seed, signal }: Pick<Asked, 'seed' | 'signal'>,
): { end: () => Promise<void> } {
  let isOver = false;
  const over = (): boolean => isOver || signal.aborted;
  const portals = awardingPortals.map(
    (name, index) => new Portal(house, ledger, name, new Choices(seed, 10 + index)),
  );
  const people = [...reviewers, { name: 'admin', caller: staff }].map((who, index) => {
    const isStaff = who.caller === staff;
    return new Reviewer({ ...who, isStaff }, ledger, new Choices(seed, 100 + index));
  });
  const work = Promise.all([...portals, ...people].map((each) => each.work(over)));
  return {
    end: async () => {
      isOver = true;
      await work;
    },
  };
}

async function compareWithModel(
  house: House,
  ledger: Ledger,
  records: Records,
  faults: readonly Fault[],
): Promise<Check[]> {
  const log = house.replicas.map((replica) => replica.log).join('\n');
  return [
    ...checkDecisions(ledger, records),
    ...checkNotifications(records),
    ...checkAwards(ledger, records),
    ...checkJobs(ledger, records),
    await checkPresentAnswers(house, ledger, records),
    ...checkReplies(ledger, faults, log),
    checkOwnEnds(house),
    await checkSoundness(house),
  ];
}

/** No replica ends but by our hand. */
function checkOwnEnds({ replicas }: House): Check {
  return {
    what: 'no replica ended by itself',
    examined: replicas.length,
    flaws: replicas.flatMap(({ ownEnds }) => ownEnds),
  };
}

async function ready({ replicas }: House, signal: AbortSignal): Promise<void> {
  const end = performance.now() + 60_000;
  for (const { port } of replicas) {
    while (!(await isReady(port))) {
      if (performance.now() > end) throw new Error(`The replica at port ${port} is not ready.`);
      await pause(100, null, { signal });
    }
  }
}

async function isReady(port: number): Promise<boolean> {
  const reply = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
  return reply?.status === 200;
}

/** The bridge must know an offering before it can be asked for. */
async function offered(house: House): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await house.standIn.offerings()).length === awardingPortals.length) return;
    await pause(100);
  }
  throw new Error('The bridge was not told the offerings.');
}
