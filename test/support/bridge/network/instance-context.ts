import type { AgentFaults, AgentKind } from './agent-faults.ts';
import { InstructionExpired, SlurmError } from './agent-error.ts';
import type { ClusterInstance } from './cluster-instance.ts';
import type { Instruction } from './command.ts';
import { toSlurmAccount } from './names.ts';
import type { NetworkClock } from './network-clock.ts';

/** One instruction on its way through the agents of an instance. */
export class InstanceContext {
  readonly instance: ClusterInstance;
  readonly clock: NetworkClock;
  readonly isNewVersion: boolean;
  /** True once a part failed that the answer says nothing about. */
  isSwallowed = false;
  readonly #faults: AgentFaults;
  readonly #instruction: Instruction;
  readonly #deadline: number;

  constructor(
    instance: ClusterInstance,
    world: { clock: NetworkClock; faults: AgentFaults; isNewVersion: boolean },
    instruction: Instruction,
    deadline: number,
  ) {
    this.instance = instance;
    this.clock = world.clock;
    this.isNewVersion = world.isNewVersion;
    this.#faults = world.faults;
    this.#instruction = instruction;
    this.#deadline = deadline;
  }

  /** Goes on when the agent is there; throws InstructionExpired if it does not come back in time. */
  reach(agent: AgentKind): Promise<void> {
    return this.#faults.waitForAgent(agent, this.instance.destination, this.#deadline);
  }

  isInTime(at: number): boolean {
    return at < this.#deadline;
  }

  /** Waits until a network time; throws InstructionExpired beyond the deadline. */
  async waitUntil(at: number): Promise<void> {
    await this.clock.waitUntil(Math.min(at, this.#deadline));
    if (!this.isInTime(at)) throw new InstructionExpired();
  }

  expire(): Promise<never> {
    return this.waitUntil(Number.POSITIVE_INFINITY) as Promise<never>;
  }

  /** Slurm's part of an instruction whose failure becomes an error: SlurmError with the account. */
  async withSlurm<Result>(group: string, work: () => Result): Promise<Result> {
    await this.reach('scheduler');
    const { destination } = this.instance;
    if (this.#faults.draw('slurm-down', destination, this.#instruction.verb)) {
      throw new SlurmError(toSlurmAccount(group));
    }
    return work();
  }

  /** Slurm's part of an instruction that is Complete also when this fails (seen in 0.32.2). */
  async withSlurmUnseen(group: string, work: () => void): Promise<void> {
    const { destination } = this.instance;
    await this.reach('scheduler');
    if (this.#faults.draw('swallowed', destination, this.#instruction.verb)) {
      this.isSwallowed = true;
      return;
    }
    try {
      await this.withSlurm(group, work);
    } catch (error) {
      if (!(error instanceof SlurmError)) throw error;
      this.isSwallowed = true;
    }
  }
}
