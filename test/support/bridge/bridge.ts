import { Board } from './board.ts';
import { Clock } from './clock.ts';
import { Faults } from './faults.ts';
import { Gate } from './gate.ts';
import { Incoming } from './incoming.ts';
import { Journal } from './journal.ts';
import type { Job } from './job.ts';
import { Nonces } from './nonces.ts';
import { Offerings } from './offerings.ts';
import type { Options } from './options.ts';
import { Rate } from './rate.ts';
import type { Broken } from './rules.ts';
import { Tally } from './tally.ts';

export interface Violation extends Broken {
  id: string | null;
  at: string;
}

export interface Heard {
  command: string;
  at: string;
}

/** All that the bridge knows. */
export class Bridge {
  readonly options: Options;
  readonly clock: Clock;
  readonly gate: Gate;
  readonly rate: Rate;
  readonly faults: Faults;
  readonly offerings: Offerings;
  readonly board: Board;
  readonly incoming: Incoming;
  /** What our portal told the network, and what it did wrong: for the test's questions. */
  readonly heard: Heard[] = [];
  readonly violations: Violation[] = [];
  readonly journal: Journal;
  readonly tally = new Tally();
  readonly runs = new Map<string, Job>();
  readonly #nonces = new Nonces();
  #life = new AbortController();

  constructor(options: Options, key: Uint8Array) {
    this.options = options;
    this.clock = new Clock(options.clockOffset);
    this.gate = new Gate(key, options.signatures, this.clock, this.#nonces);
    this.rate = new Rate(options.rate);
    this.faults = new Faults(options.seed);
    this.offerings = new Offerings(options.portal);
    this.board = new Board(this.clock);
    this.journal = new Journal(options.journal);
    this.incoming = new Incoming(options.notificationUrl, options.retryMs);
  }

  /** Aborted when the bridge goes down: whatever it was doing ends. */
  get life(): AbortSignal {
    return this.#life.signal;
  }

  hear(command: string): void {
    const heard = { command, at: new Date().toISOString() };
    this.heard.push(heard);
    this.journal.write({ what: 'heard', ...heard });
  }

  noteViolation(violation: Violation): void {
    this.violations.push(violation);
    this.journal.write({ what: 'violation', ...violation });
  }

  /** What a real bridge loses when it restarts. */
  forget(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.board.forget();
    this.incoming.forget();
    this.offerings.clear();
    this.runs.clear();
    this.#nonces.clear();
  }
}
