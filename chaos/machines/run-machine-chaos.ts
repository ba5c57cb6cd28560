import type { CheckResult } from '../checks/check-result.ts';
import { SeededRandom } from '../seeded-random.ts';
import { pickFaults } from './agent-faults.ts';
import { checkMachines } from './machine-checks.ts';
import { MachineCluster, people } from './machine-cluster.ts';

export interface MachineChaosOptions {
  /** The same seed makes the same faults and the same changes. */
  seed: number;
  rounds: number;
  projects: number;
  logProgress: (line: string) => void;
}

/** Enough for the longest wait after a failure, many times over. */
const RECOVERY_ROUNDS = 8;
const RECOVERY_SECONDS = 1000;

/**
 * Changes members, credits and blocks while agents die and lie and workers are killed. Then, with every
 * agent well again, compares the machine and the stored rows with what should be there.
 */
export async function runMachineChaos({
  seed,
  rounds,
  projects,
  logProgress,
}: MachineChaosOptions): Promise<CheckResult[]> {
  const random = new SeededRandom(seed, 1);
  const cluster = await MachineCluster.open(projects);
  try {
    for (let round = 1; round <= rounds; round++) {
      const faults = pickFaults(random);
      logProgress(`round ${round}: ${faults.map(({ fault }) => fault).join(', ') || 'no fault'}`);
      await cluster.bed.network.setFaults(faults);
      await runRound(cluster, random);
      await cluster.advance(60 + random.nextInteger(3600));
    }
    logProgress('waiting until everything is as wanted');
    await recover(cluster);
    const problems = cluster.bed.errors;
    return [
      {
        description: 'no worker and no collector failed',
        examinedCount: rounds,
        violations: problems.map(String),
      },
      ...(await checkMachines(cluster)),
    ];
  } finally {
    await cluster.close();
  }
}

/** Two workers and a collector, of which one worker may be killed, beside changes by people. */
async function runRound(cluster: MachineCluster, random: SeededRandom): Promise<void> {
  const { bed } = cluster;
  const workers = [bed.createWorker(), bed.createWorker()];
  const work = Promise.all([
    ...workers.map((worker) => worker.runUntilIdle()),
    cluster.bed.createCollector().collectDue(),
  ]);
  const changes = async (): Promise<void> => {
    for (let count = 1 + random.nextInteger(3); count > 0; count--) await change(cluster, random);
    const [killed] = workers;
    if (killed !== undefined && random.nextBoolean(0.3)) await bed.forget(killed);
  };
  await cluster.advanceUntil(Promise.all([work, changes()]));
}

async function change(cluster: MachineCluster, random: SeededRandom): Promise<void> {
  const project = random.pickItem(cluster.projects);
  const person = random.pickItem(people);
  const kind = random.pickWeighted({ member: 6, credits: 2, block: 1 });
  if (kind === 'credits') {
    await cluster.changeCredits(project, 100 + random.nextInteger(800));
  } else if (kind === 'block') {
    await cluster.toggleBlock(project);
  } else if (project.members.has(person)) {
    await cluster.leave(project, person);
  } else {
    await cluster.join(project, person);
  }
}

async function recover(cluster: MachineCluster): Promise<void> {
  const { bed, projects } = cluster;
  await bed.network.setFaults([]);
  for (let round = 0; round < RECOVERY_ROUNDS; round++) {
    await cluster.advance(RECOVERY_SECONDS);
    await cluster.advanceUntil(
      Promise.all([bed.createWorker().runUntilIdle(), cluster.bed.createCollector().collectDue()]),
    );
  }
  for (const { shortName } of projects) await bed.requestCheck(shortName);
  await cluster.advance(RECOVERY_SECONDS);
  await cluster.advanceUntil(bed.createWorker().runUntilIdle());
}
