import { createSeededRandom } from '../../seeded-random.ts';
import { formatDay, getDayBounds } from './day-range.ts';
import type { NodeSize, StartedJob } from './slurm-job.ts';

/** Jobs that everybody runs every day, so that there are figures of months without a list of jobs. */
export interface Workload {
  /** The first day, such as 2026-01-01. */
  from: string;
  /** On average, for each person. */
  jobsPerDay: number;
  /** The longest job. */
  maxSeconds: number;
  seed: number;
}

const dayMs = 86_400_000;

/**
 * The jobs of one person that may touch the time from `startMs` to `endMs`: always the same ones for
 * the same seed, person and day.
 */
export function listWorkloadJobs(
  workload: Workload,
  user: string,
  node: NodeSize,
  { startMs, endMs }: { startMs: number; endMs: number },
): StartedJob[] {
  const first = Math.max(Date.parse(workload.from), startMs - workload.maxSeconds * 1000 - dayMs);
  const jobs: StartedJob[] = [];
  for (let at = first; at < endMs; at += dayMs) jobs.push(...createDay(workload, user, node, at));
  return jobs.filter((job) => job.startedAt < endMs);
}

function createDay(workload: Workload, user: string, node: NodeSize, atMs: number): StartedJob[] {
  const day = formatDay(atMs);
  const random = createSeededRandom(hash(`${workload.seed} ${user} ${day}`));
  const { startMs } = getDayBounds(day);
  // People work less on some days, and not at all on others.
  const count = Math.floor(random() * workload.jobsPerDay * 2 + random());
  return Array.from({ length: count }, (_, index) => {
    const submittedAt = startMs + Math.floor(random() * 86_400) * 1000;
    const startedAt = submittedAt + Math.floor(random() * 600) * 1000;
    const seconds = 1 + Math.floor(random() * workload.maxSeconds);
    const cores = 1 + Math.floor(random() * node.cores);
    const size = { seconds, cores, gpus: 0, memoryMb: 0 };
    return { id: -1 - index, user, submittedAt, earliestStart: startedAt, startedAt, ...size };
  });
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
