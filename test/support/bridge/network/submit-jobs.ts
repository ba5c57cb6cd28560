import type { ClusterInstance } from './cluster-instance.ts';
import { parseUserName } from './names.ts';

/** Jobs that a person submits to the scheduler. */
export interface JobSpecification {
  /** `brics.isambard.clusters.ai` */
  instance: string;
  /** `alice.a6a.brics` */
  user: string;
  /** When the first is submitted, such as 2026-08-03T12:00:00Z; now if absent. May lie in the past. */
  submittedAt?: string;
  /** How long each waits in the queue at least. */
  waitSeconds?: number;
  /** How long each runs; 0 for one that fails at once. */
  seconds: number;
  /** A whole node if absent. */
  cores?: number;
  gpus?: number;
  memoryMb?: number;
  /** How many, one after another by `everySeconds` (by their length if absent). */
  count?: number;
  everySeconds?: number;
}

export interface SubmittedJobs {
  accepted: number;
  /** Why none of these was taken. */
  rejected: { user: string; reason: string }[];
}

/** As Slurm takes them: from Unix accounts that it knows. A blocked account may still submit [run]. */
export function submitJobs(
  jobs: JobSpecification[],
  findInstance: (destination: string) => ClusterInstance | undefined,
  now: number,
): SubmittedJobs {
  const result: SubmittedJobs = { accepted: 0, rejected: [] };
  for (const job of jobs) {
    const reason = submitSeries(job, findInstance(job.instance), now);
    if (reason === undefined) result.accepted += job.count ?? 1;
    else result.rejected.push({ user: job.user, reason });
  }
  return result;
}

/** The reason why they are not taken. */
function submitSeries(
  job: JobSpecification,
  instance: ClusterInstance | undefined,
  now: number,
): string | undefined {
  const user = parseUserName(job.user);
  const first = job.submittedAt === undefined ? now : Date.parse(job.submittedAt);
  if (!instance) return `No such instance: ${job.instance}`;
  if (!user || Number.isNaN(first)) return 'user or submittedAt cannot be read';
  const { accounts, scheduler } = instance;
  const { group } = user.project;
  if (!accounts.hasAccount(user)) return 'No such Unix account';
  if (!scheduler.hasUser(group, user.account)) return 'Slurm does not know the user in the account';
  const { seconds, waitSeconds = 0, count = 1, everySeconds = seconds } = job;
  for (let index = 0; index < count; index++) {
    const submittedAt = first + index * everySeconds * 1000;
    const { cores = scheduler.node.cores, gpus = 0, memoryMb = 0 } = job;
    const earliestStart = submittedAt + waitSeconds * 1000;
    const size = { seconds, cores, gpus, memoryMb };
    scheduler.submitJob(group, { user: user.account, submittedAt, earliestStart, ...size }, now);
  }
  return undefined;
}
