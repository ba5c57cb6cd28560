import { JobBoard } from './job-board.ts';
import { BridgeClock } from './bridge-clock.ts';
import { Faults } from './faults.ts';
import { Authenticator } from './authenticator.ts';
import { NotificationSender } from './notification-sender.ts';
import { Journal } from './journal.ts';
import { createNetwork } from './network/create-network.ts';
import type { Network } from './network/network.ts';
import { NonceCache } from './nonce-cache.ts';
import { OfferingRegistry } from './offering-registry.ts';
import type { CommandLineOptions } from './command-line-options.ts';
import { RateLimit } from './rate-limit.ts';
import type { ReceivedNotification, Violation } from './portal-conduct.ts';
import { RequestCounts } from './request-counts.ts';

/** The state of the bridge. */
export class BridgeState {
  readonly options: CommandLineOptions;
  readonly clock: BridgeClock;
  readonly authenticator: Authenticator;
  readonly rateLimit: RateLimit;
  readonly faults: Faults;
  readonly offerings: OfferingRegistry;
  readonly board: JobBoard;
  readonly notificationSender: NotificationSender;
  /** What our portal sent to the network, and the rules that it broke: for tests to look at. */
  readonly receivedNotifications: ReceivedNotification[] = [];
  readonly violations: Violation[] = [];
  readonly journal: Journal;
  readonly requestCounts = new RequestCounts();
  /** The agents and clusters behind the bridge; they outlive its restart. */
  readonly network: Network;
  /** When the bridge was started, in milliseconds of its own clock. */
  startTime: number;
  readonly #nonces = new NonceCache();
  #lifetimeController = new AbortController();

  constructor(options: CommandLineOptions, key: Uint8Array) {
    this.options = options;
    this.clock = new BridgeClock(options.clockOffset);
    this.authenticator = new Authenticator(key, options.signatures, this.clock, this.#nonces);
    this.rateLimit = new RateLimit(options.rate);
    this.faults = new Faults(options.seed);
    this.offerings = new OfferingRegistry(options.portal, options.portalMemory);
    this.board = new JobBoard(this.clock);
    this.journal = new Journal(options.journal);
    this.notificationSender = new NotificationSender(options.notificationUrl, options.retryMs);
    this.network = createNetwork(options, this.notificationSender);
    this.startTime = this.clock.now();
    this.recordStart();
  }

  /** Aborted when the bridge goes down: requests in progress end. */
  get lifetimeSignal(): AbortSignal {
    return this.#lifetimeController.signal;
  }

  /** The bridge is up, for the first time or again. */
  recordStart(): void {
    this.startTime = this.clock.now();
    this.journal.append({ what: 'started', at: new Date().toISOString() });
  }

  recordNotification(command: string): void {
    const heard = { command, at: new Date().toISOString() };
    this.receivedNotifications.push(heard);
    this.journal.append({ what: 'heard', ...heard });
  }

  recordViolation(violation: Violation): void {
    this.violations.push(violation);
    this.journal.append({ what: 'violation', ...violation });
  }

  /** What op-bridge 0.32.2 loses when it is restarted; op-portal still lists the offerings. */
  reset(): void {
    this.#lifetimeController.abort();
    this.#lifetimeController = new AbortController();
    this.board.clear();
    this.notificationSender.reset();
    this.offerings.forgetAgents();
    this.#nonces.clear();
  }
}
