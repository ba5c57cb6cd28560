import type { NetworkClock } from './network-clock.ts';
import { InstructionExpired } from './agent-error.ts';

export const agentKinds = [
  'portal',
  'provider',
  'platform',
  'instance',
  'account',
  'filesystem',
  'scheduler',
] as const;
export type AgentKind = (typeof agentKinds)[number];

export const faultNames = [
  /** The agent is dead: instructions wait for it until it is back, or expire. */
  'down',
  /** Slurm does not answer op-slurm. */
  'slurm-down',
  /** The Slurm part of the instruction fails and Complete is answered all the same. */
  'swallowed',
  /** The answer takes `seconds` longer. */
  'slow',
  /** Nothing answers: ExpirationError. With `done` the work was done. */
  'expired',
  /** Error with `text`, nothing done. */
  'error',
  /** Done, and Complete with a result that is no JSON. */
  'wrong-json',
  /** Done twice; a report has its last day twice. */
  'doubled',
  /** A report whose first figure is negative. */
  'impossible',
  /** State Duplicate for `seconds` before it goes on. */
  'duplicate',
] as const;
export type FaultName = (typeof faultNames)[number];

/** A fault on purpose. Without `instance` or `verbs` it concerns all of them. */
export interface AgentFault {
  fault: FaultName;
  /** `brics.isambard.clusters.ai`. */
  instance?: string;
  /** Who is dead; for `down` only. */
  agent?: AgentKind;
  verbs?: string[];
  /** How often it happens; 1 is always, which is the default. */
  chance?: number;
  /** How many times it happens at most. */
  times?: number;
  seconds?: number;
  text?: string;
  done?: boolean;
}

interface ActiveFault extends AgentFault {
  timesLeft: number;
  /** Network time in milliseconds; a restart ends then. */
  until: number;
  /** Since when it is there, in network time. */
  since: number;
}

/** The faults of the network, replaced as a whole by a test. */
export class AgentFaults {
  readonly #clock: NetworkClock;
  readonly #random: () => number;
  #faults: ActiveFault[] = [];
  #restarts: ActiveFault[] = [];
  #change = Promise.withResolvers<void>();

  constructor(clock: NetworkClock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  replaceAll(faults: AgentFault[]): void {
    this.#faults = faults.map((fault) => this.#activate(fault, Number.POSITIVE_INFINITY));
    this.#announceChange();
  }

  /** The agent is away for some seconds, and back. */
  restart(agent: AgentKind, instance: string | undefined, seconds: number): void {
    const until = this.#clock.now() + seconds * 1000;
    const fault: AgentFault = { fault: 'down', agent, ...(instance ? { instance } : {}) };
    this.#restarts.push(this.#activate(fault, until));
    void this.#clock.waitUntil(until).then(() => this.#announceChange());
  }

  /** The fault that this instruction meets, if it meets one; one with a count is used up. */
  draw(fault: FaultName, instance: string, verb: string): AgentFault | undefined {
    const found = this.#faults.find(
      (one) =>
        one.fault === fault &&
        one.timesLeft > 0 &&
        isFor(one, instance) &&
        (!one.verbs || one.verbs.includes(verb)) &&
        this.#random() < (one.chance ?? 1),
    );
    if (found) found.timesLeft--;
    return found;
  }

  /** Since when an agent is dead, in network time; undefined while it lives. */
  getDownSince(agent: AgentKind, instance: string): number | undefined {
    const now = this.#clock.now();
    this.#restarts = this.#restarts.filter(({ until }) => until > now);
    return [...this.#faults, ...this.#restarts].find(
      (one) => one.fault === 'down' && (one.agent ?? 'instance') === agent && isFor(one, instance),
    )?.since;
  }

  /** Waits for an agent that is dead; throws InstructionExpired at the deadline. */
  async waitForAgent(agent: AgentKind, instance: string, deadline: number): Promise<void> {
    if (!(await this.isBackBefore(agent, instance, deadline))) throw new InstructionExpired();
  }

  /** Waits for an agent that is dead; false if it is still so at the deadline. */
  async isBackBefore(agent: AgentKind, instance: string, deadline: number): Promise<boolean> {
    while (this.getDownSince(agent, instance) !== undefined) {
      if (this.#clock.now() >= deadline) return false;
      await Promise.race([this.#change.promise, this.#clock.waitUntil(deadline)]);
    }
    return true;
  }

  #activate(fault: AgentFault, until: number): ActiveFault {
    const timesLeft = fault.times ?? Number.POSITIVE_INFINITY;
    return { ...fault, timesLeft, until, since: this.#clock.now() };
  }

  #announceChange(): void {
    const { resolve } = this.#change;
    this.#change = Promise.withResolvers<void>();
    resolve();
  }
}

/** Portal, provider and platform are named by the instances that are reached through them. */
function isFor(fault: AgentFault, instance: string): boolean {
  return fault.instance === undefined || fault.instance === instance;
}
