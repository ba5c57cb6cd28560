/** A job of the scheduler in memory. Times in milliseconds since 1970. */
export interface SlurmJob {
  id: number;
  /** The Unix account, which the reports are keyed by. */
  user: string;
  submittedAt: number;
  /** When the queue lets it start, if the limit does. */
  earliestStart: number;
  /** How long it runs, in seconds. */
  seconds: number;
  cores: number;
  gpus: number;
  memoryMb: number;
}

export interface StartedJob extends SlurmJob {
  startedAt: number;
}

/** What a node of the machine has: node seconds are the largest share of any of them. */
export interface NodeSize {
  cores: number;
  gpus: number;
  memoryMb: number;
}

export function getEnd(job: StartedJob): number {
  return job.startedAt + job.seconds * 1000;
}

/** How much of a node it takes; more than 1 for jobs on several nodes. */
export function getNodeFraction(job: SlurmJob, node: NodeSize): number {
  return Math.max(
    job.cores / node.cores,
    node.gpus > 0 ? job.gpus / node.gpus : 0,
    node.memoryMb > 0 ? job.memoryMb / node.memoryMb : 0,
  );
}
