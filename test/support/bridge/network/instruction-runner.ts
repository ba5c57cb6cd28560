import { AgentError, InstructionExpired } from './agent-error.ts';
import type { AgentFault, AgentFaults, FaultName } from './agent-faults.ts';
import { formatResult } from './answer-text.ts';
import type { ClusterInstance } from './cluster-instance.ts';
import type { Instruction } from './command.ts';
import { InstanceContext } from './instance-context.ts';
import type { NetworkClock } from './network-clock.ts';
import type { NetworkSettings } from './network-settings.ts';
import { projectHandlers } from './project-instructions.ts';
import { quotaHandlers } from './quota-instructions.ts';
import { reportHandlers } from './report-instructions.ts';
import { type Result, requireArgument } from './result.ts';
import { userHandlers } from './user-instructions.ts';
import { isNewVersion } from './verbs.ts';

const handlers = { ...projectHandlers, ...userHandlers, ...quotaHandlers, ...reportHandlers };

/** The answer of a job, and what really happened. */
export interface Answer {
  state: 'Complete' | 'Error';
  result: string;
  resultType: string;
  outcome: 'done' | 'swallowed' | 'error' | 'expired';
  executions: number;
}

export interface World {
  clock: NetworkClock;
  faults: AgentFaults;
  settings: NetworkSettings;
}

/** Runs one instruction at its instance, through faults, queue and agents, until the deadline. */
export async function runInstruction(
  world: World,
  instance: ClusterInstance,
  instruction: Instruction,
  deadline: number,
): Promise<Answer> {
  const run = new InstructionRun(world, instance, instruction, deadline);
  try {
    return await run.execute();
  } catch (error) {
    return toFailure(error, run.executions);
  }
}

export function createExpiredAnswer(executions = 0): Answer {
  const result = 'ExpirationError{{}}';
  return { state: 'Error', result, resultType: 'Error', outcome: 'expired', executions };
}

export function createErrorAnswer(message: string, executions = 0): Answer {
  const result = `RuntimeError{${message}}`;
  return { state: 'Error', result, resultType: 'Error', outcome: 'error', executions };
}

class InstructionRun {
  /** How often the work was begun. */
  executions = 0;
  readonly #world: World;
  readonly #instance: ClusterInstance;
  readonly #instruction: Instruction;
  readonly #context: InstanceContext;

  constructor(world: World, instance: ClusterInstance, instruction: Instruction, deadline: number) {
    this.#world = world;
    this.#instance = instance;
    this.#instruction = instruction;
    const isNew = isNewVersion(world.settings.version);
    const agents = { clock: world.clock, faults: world.faults, isNewVersion: isNew };
    this.#context = new InstanceContext(instance, agents, instruction, deadline);
  }

  async execute(): Promise<Answer> {
    await this.#travel();
    const failure = this.#draw('error');
    if (failure) throw new AgentError(failure.text ?? 'Something is wrong');
    const expiry = this.#draw('expired');
    if (expiry && !expiry.done) await this.#context.expire();
    let result = await this.#work();
    const isDoubled = this.#draw('doubled') !== undefined;
    if (isDoubled) result = await this.#work();
    if (expiry) await this.#context.expire();
    const isBroken = this.#draw('wrong-json') !== undefined;
    const isImpossible = this.#draw('impossible') !== undefined;
    return {
      state: 'Complete',
      result: formatResult(result, { isDoubled, isBroken, isImpossible }),
      resultType: result.type,
      outcome: this.#context.isSwallowed ? 'swallowed' : 'done',
      executions: this.executions,
    };
  }

  async #travel(): Promise<void> {
    const slow = this.#draw('slow');
    if (slow) await this.#context.waitUntil(this.#world.clock.now() + (slow.seconds ?? 30) * 1000);
    await this.#waitForTurn();
    for (const agent of ['portal', 'provider', 'platform', 'instance'] as const) {
      await this.#context.reach(agent);
    }
  }

  /** Changes are done one after another; what cannot be done by the deadline is not begun. */
  async #waitForTurn(): Promise<void> {
    const { clock, settings } = this.#world;
    const isLimited = isChange(this.#instruction) && settings.changesPerSecond > 0;
    const serviceMs = isLimited ? 1000 / settings.changesPerSecond : 0;
    const free = Math.max(this.#instance.busyUntil, clock.now()) + serviceMs;
    const done = isLimited
      ? Math.max(free, clock.now() + settings.latencyMs)
      : clock.now() + settings.latencyMs;
    if (isLimited && this.#context.isInTime(done)) this.#instance.busyUntil = free;
    await this.#context.waitUntil(done);
  }

  #work(): Promise<Result> {
    this.executions++;
    return requireArgument(handlers[this.#instruction.verb])(this.#context, this.#instruction);
  }

  #draw(fault: FaultName): AgentFault | undefined {
    return this.#world.faults.draw(fault, this.#instance.destination, this.#instruction.verb);
  }
}

function isChange({ verb }: Instruction): boolean {
  return /^(?:add|remove|set|clear|block|unblock)_/.test(verb);
}

function toFailure(error: unknown, executions: number): Answer {
  if (error instanceof InstructionExpired) return createExpiredAnswer(executions);
  if (error instanceof AgentError) return createErrorAnswer(error.message, executions);
  throw error;
}
