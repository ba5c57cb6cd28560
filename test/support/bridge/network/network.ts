import type { JsonObject } from '../lossless-json.ts';
import { createSeededRandom } from '../../seeded-random.ts';
import { AgentFaults } from './agent-faults.ts';
import { ClusterInstance, type InstanceSettings } from './cluster-instance.ts';
import { CommandRefused, type ParsedCommand, parseCommand } from './command.ts';
import { Dispatcher } from './dispatcher.ts';
import { InstructionJournal, type JournaledInstruction } from './instruction-journal.ts';
import type { Answer } from './instruction-runner.ts';
import { NetworkClock } from './network-clock.ts';
import { createNetworkEvent } from './network-events.ts';
import { NetworkRoutes } from './network-routes.ts';
import type { NetworkSettings } from './network-settings.ts';
import { type RunJob, RunJobBoard } from './run-job-board.ts';

export interface NetworkOptions {
  portal: string;
  settings: NetworkSettings;
  /** Milliseconds since 1970. */
  startMs: number;
  seed: number;
  /** Sends a notification from below to our portal. */
  notify: (notification: JsonObject & { id: string }) => void;
}

/** What lies behind op-bridge: op-portal, a provider, platforms and their instances. */
export class Network {
  readonly portal: string;
  readonly settings: NetworkSettings;
  readonly clock: NetworkClock;
  readonly faults: AgentFaults;
  readonly routes = new NetworkRoutes();
  readonly journal = new InstructionJournal();
  readonly jobs: RunJobBoard;
  readonly startedAt: number;
  readonly #dispatcher: Dispatcher;
  readonly #notify: NetworkOptions['notify'];

  constructor({ portal, settings, startMs, seed, notify }: NetworkOptions) {
    this.portal = portal;
    this.settings = settings;
    this.clock = new NetworkClock(startMs);
    this.startedAt = startMs;
    this.faults = new AgentFaults(this.clock, createSeededRandom(seed));
    this.jobs = new RunJobBoard(this.clock);
    this.#dispatcher = new Dispatcher(
      { clock: this.clock, faults: this.faults, settings },
      this.routes,
    );
    this.#notify = notify;
  }

  /** False if op-portal is dead and does not come back in this time. */
  async waitForPortal(patienceMs: number): Promise<boolean> {
    const { destination = '' } = this.routes.list()[0] ?? {};
    return this.faults.isBackBefore('portal', destination, this.clock.now() + patienceMs);
  }

  addInstance(settings: InstanceSettings): ClusterInstance {
    const instance = new ClusterInstance(settings);
    this.routes.add(instance);
    return instance;
  }

  /** `/run`: the job, which is worked on from now on; throws CommandRefused. */
  run(command: string): RunJob {
    const receivedAt = this.clock.formatNow();
    const { portal, settings, clock } = this;
    try {
      const context = { portal, version: settings.version, nowMs: clock.now() };
      const parsed = parseCommand(command, context);
      const job = this.jobs.addJob(command, portal, settings.jobLifeSeconds);
      const entry = { id: job.id, command, receivedAt, outcome: 'under way' as const };
      void this.#process(job, parsed, this.journal.append(entry));
      return structuredClone(job);
    } catch (error) {
      if (error instanceof CommandRefused) {
        const entry = this.journal.append({ id: null, command, receivedAt, outcome: 'refused' });
        entry.result = error.message;
        entry.finishedAt = receivedAt;
      }
      throw error;
    }
  }

  async #process(job: RunJob, command: ParsedCommand, entry: JournaledInstruction): Promise<void> {
    // `/run` is answered first: the job is still Pending then.
    await Promise.resolve();
    const shared = this.#dispatcher.findShared(command);
    if (shared) {
      this.jobs.change(job, { state: 'Duplicate' });
      this.#finish(job, entry, { ...(await shared), executions: 0 }, 'shared');
      return;
    }
    const destination = command.path.join('.');
    const fault = this.faults.draw('duplicate', destination, command.instruction.verb);
    if (fault) {
      this.jobs.change(job, { state: 'Duplicate' });
      await this.clock.wait((fault.seconds ?? 5) * 1000);
    }
    this.jobs.change(job, { state: 'Running', result: 'Job registered - processing...' });
    const answer = await this.#dispatcher.dispatch(command);
    this.#finish(job, entry, answer, answer.outcome);
    const event = createNetworkEvent(destination, command.instruction);
    if (event && answer.state === 'Complete' && this.settings.sendsEvents) this.#notify(event);
  }

  #finish(
    job: RunJob,
    entry: JournaledInstruction,
    { state, result, resultType, executions }: Answer,
    outcome: JournaledInstruction['outcome'],
  ): void {
    this.jobs.change(job, { state, result, result_type: resultType });
    Object.assign(entry, { outcome, result, executions, finishedAt: this.clock.formatNow() });
  }
}
