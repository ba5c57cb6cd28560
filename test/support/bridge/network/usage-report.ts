import { type DayRange, getDayBounds, listDays } from './day-range.ts';
import { getEnd, getNodeFraction, type NodeSize, type StartedJob } from './slurm-job.ts';

type Seconds = { seconds: number };
type ByUser = Record<string, Seconds>;

/** A day of a ProjectUsageReport on the wire. */
export type DailyReport = {
  reports: ByUser;
  components: Record<string, ByUser>;
  num_jobs: number;
  total_wait_seconds: number;
  user_job_counts: Record<string, number>;
  user_wait_seconds: Record<string, number>;
  user_runtime_seconds?: Record<string, number>;
  is_complete: boolean;
};

/**
 * A report for every day of the range that is not in the future, the empty ones included, by Unix
 * account [run]. `hasRuntimes`: with the runtimes that came with 0.93.
 */
export function buildDailyReports(
  jobs: StartedJob[],
  range: DayRange,
  machine: { node: NodeSize; now: number; hasRuntimes: boolean },
): Record<string, DailyReport> {
  const days = listDays(range).filter((day) => getDayBounds(day).startMs <= machine.now);
  return Object.fromEntries(days.map((day) => [day, buildDailyReport(jobs, day, machine)]));
}

/** Days are UTC, running jobs count up to now, and today is never complete [run]. */
function buildDailyReport(
  jobs: StartedJob[],
  day: string,
  { node, now, hasRuntimes }: { node: NodeSize; now: number; hasRuntimes: boolean },
): DailyReport {
  const { startMs, endMs } = getDayBounds(day);
  const report = createEmptyReport(hasRuntimes);
  for (const job of jobs) {
    const from = Math.max(job.startedAt, startMs);
    const seconds = Math.floor((Math.min(getEnd(job), endMs, now) - from) / 1000);
    // A job of no seconds, such as one that failed at once, is not in the report at all.
    if (seconds <= 0) continue;
    addUse(report, job, seconds, node);
    if (job.startedAt >= startMs) addStart(report, job);
  }
  report.is_complete = endMs <= now;
  return report;
}

function createEmptyReport(hasRuntimes: boolean): DailyReport {
  return {
    reports: {},
    components: {},
    num_jobs: 0,
    total_wait_seconds: 0,
    user_job_counts: {},
    user_wait_seconds: {},
    ...(hasRuntimes ? { user_runtime_seconds: {} } : {}),
    is_complete: false,
  };
}

/** Node seconds are rounded up for each job. */
function addUse(report: DailyReport, job: StartedJob, seconds: number, node: NodeSize): void {
  addSeconds(report.reports, job.user, Math.ceil(seconds * getNodeFraction(job, node)));
  // Billing is that of a Slurm without weights: its cores.
  const components = {
    cpu: job.cores,
    memory: job.memoryMb,
    gpu: job.gpus,
    billing: job.cores,
  };
  for (const [name, amount] of Object.entries(components)) {
    if (amount === 0) continue;
    report.components[name] ??= {};
    addSeconds(report.components[name], job.user, amount * seconds);
  }
  if (report.user_runtime_seconds) addNumber(report.user_runtime_seconds, job.user, seconds);
}

/** Jobs and waiting belong to the day of the start. */
function addStart(report: DailyReport, job: StartedJob): void {
  const waitSeconds = Math.floor((job.startedAt - job.submittedAt) / 1000);
  report.num_jobs++;
  report.total_wait_seconds += waitSeconds;
  addNumber(report.user_job_counts, job.user, 1);
  addNumber(report.user_wait_seconds, job.user, waitSeconds);
}

function addSeconds(users: ByUser, user: string, seconds: number): void {
  users[user] = { seconds: (users[user]?.seconds ?? 0) + seconds };
}

function addNumber(users: Record<string, number>, user: string, amount: number): void {
  users[user] = (users[user] ?? 0) + amount;
}
