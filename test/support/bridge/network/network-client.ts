import type { ControlClient } from '../control-client.ts';
import type { JsonObject } from '../lossless-json.ts';
import type { AgentFault, AgentKind } from './agent-faults.ts';
import type { ClusterInstance, InstanceSettings } from './cluster-instance.ts';
import type { JournaledInstruction } from './instruction-journal.ts';
import type { NetworkSettings } from './network-settings.ts';
import type { JobSpecification, SubmittedJobs } from './submit-jobs.ts';
import type { Workload } from './workload.ts';

export type { AgentFault, InstanceSettings, JobSpecification, JournaledInstruction };

/** What an instance holds: groups, accounts, directories, Slurm accounts. */
export type InstanceState = ReturnType<ClusterInstance['toJson']>;

/** The network behind a stand-in of a bridge, as a test sees and changes it. */
export class NetworkClient {
  readonly #client: ControlClient;

  constructor(client: ControlClient) {
    this.#client = client;
  }

  addInstance(settings: InstanceSettings): Promise<InstanceState> {
    return this.#client.post('/network/instances', settings as unknown as JsonObject);
  }

  listInstances(): Promise<InstanceState[]> {
    return this.#client.get('/network/instances');
  }

  getInstance(destination: string): Promise<InstanceState> {
    return this.#client.get(`/network/instances/${destination}`);
  }

  /** Every command that was sent by `/run`, in the order of arrival, from number `from` on. */
  listInstructions(from = 0): Promise<JournaledInstruction[]> {
    return this.#client.get(`/network/instructions?from=${from}`);
  }

  /** Replaces all faults; `[]` turns them off, and dead agents are back. */
  async setFaults(faults: AgentFault[]): Promise<void> {
    await this.#client.post('/network/faults', { faults: faults as unknown as JsonObject[] });
  }

  /** An agent is away for some seconds of network time, and loses nothing. */
  async restartAgent(agent: AgentKind, seconds: number, instance?: string): Promise<void> {
    await this.#client.post('/network/restart', { agent, seconds, ...(instance && { instance }) });
  }

  async changeSettings(changes: Partial<NetworkSettings>): Promise<void> {
    await this.#client.post('/network/settings', { ...changes });
  }

  /** The network's clock, in milliseconds since 1970. */
  async getTime(): Promise<number> {
    const { now } = await this.#client.get<{ now: string }>('/network/clock');
    return Date.parse(now);
  }

  /** Moves the clock forward; resolves when all that was due has happened. */
  async advanceClock(seconds: number): Promise<void> {
    await this.#client.post('/network/advance', { seconds });
  }

  submitJobs(jobs: JobSpecification[]): Promise<SubmittedJobs> {
    return this.#client.post('/network/jobs', { jobs: jobs as unknown as JsonObject[] });
  }

  /**
   * Everybody in every project of an instance runs such jobs every day from `from` on; `jobsPerDay` 0
   * turns that off.
   */
  async setWorkload(
    instance: string,
    workload: Partial<Workload> & Pick<Workload, 'from'>,
  ): Promise<void> {
    await this.#client.post('/network/workload', { instance, ...workload });
  }

  /** An account that an administrator made by hand, such as `alice.a6a.brics`. */
  async addProtectedAccount(instance: string, user: string): Promise<void> {
    await this.#client.post('/network/protected-accounts', { instance, user });
  }

  /** How much a project or a person has stored on a volume. */
  async setStorageUse(use: {
    instance: string;
    owner: string;
    volume: string;
    bytes: number;
  }): Promise<void> {
    await this.#client.post('/network/storage-use', use);
  }
}
