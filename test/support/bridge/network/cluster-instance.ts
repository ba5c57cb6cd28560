import { AccountAgent } from './account-agent.ts';
import { FilesystemAgent, type VolumeSettings } from './filesystem-agent.ts';
import { SchedulerAgent } from './scheduler-agent.ts';
import type { NodeSize } from './slurm-job.ts';

export interface InstanceSettings {
  /** `brics.isambard.clusters.ai` */
  destination: string;
  volumes?: VolumeSettings[] | undefined;
  node?: NodeSize | undefined;
  /** A usage report over more days, or more days of all projects together, expires. */
  maxUsageDays?: number | undefined;
  /** The most bytes that a new directory of a project has; 0 if absent. */
  storedBytes?: number | undefined;
  /**
   * `AccountingStorageEnforce` has `safe`, which is so if absent. Without it a limit of 0 ends running jobs.
   */
  isSafe?: boolean | undefined;
}

const defaultNode: NodeSize = { cores: 8, gpus: 0, memoryMb: 0 };
const gigabyte = 1024 ** 3;

const defaultVolumes: VolumeSettings[] = [
  { name: 'scratch', owner: 'project', hasQuotaEngine: true, defaultLimit: 5120 * gigabyte },
  { name: 'projects', owner: 'project', hasQuotaEngine: false },
  { name: 'home', owner: 'user', hasQuotaEngine: true, defaultLimit: 100 * gigabyte },
];

/** One cluster: its accounts, directories and scheduler. */
export class ClusterInstance {
  readonly destination: string;
  readonly accounts = new AccountAgent();
  readonly files: FilesystemAgent;
  readonly scheduler: SchedulerAgent;
  readonly maxUsageDays: number;
  /** When the instruction that was let in last will be done, in network time. */
  busyUntil = 0;
  underWay = 0;
  /** The most instructions that were under way at once, for tests to look at. */
  maxUnderWay = 0;

  constructor(settings: InstanceSettings) {
    this.destination = settings.destination;
    this.files = new FilesystemAgent(settings.volumes ?? defaultVolumes, settings.storedBytes);
    this.scheduler = new SchedulerAgent(settings.node ?? defaultNode, settings.isSafe);
    this.maxUsageDays = settings.maxUsageDays ?? 31;
  }

  toJson(now: number) {
    return {
      destination: this.destination,
      ...this.accounts.toJson(),
      ...this.files.toJson(),
      slurm_accounts: this.scheduler.toJson(now),
      under_way: this.underWay,
      max_under_way: this.maxUnderWay,
    };
  }
}
