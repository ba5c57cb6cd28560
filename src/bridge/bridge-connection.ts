/* The connection to the OpenPortal bridge: its start, its periodic tasks and its end. */

import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import { isDatabaseUnavailable } from '../database/database-unavailable.ts';
import type { Database } from '../database/schema.ts';
import { isRefusedByMaintenance } from '../database/sql-state.ts';
import type { CommandContext } from '../openportal/execute-command.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import type { LocalPortal } from '../service/portal-name.ts';
import { StartError } from '../errors/start-error.ts';
import { sendNotification } from './bridge-calls.ts';
import { BridgeClient } from './bridge-client.ts';
import { BridgeError, isOutage } from './bridge-error.ts';
import { ConnectionState } from './connection-state.ts';
import type { Invite } from './invite-file.ts';
import type { OpenPool } from './job-queue.ts';
import { JobPipeline } from './job-pipeline.ts';
import { NotificationIntake } from './incoming-notification-intake.ts';
import { OfferingsSync } from './offerings-sync.ts';
import { PortalNameResolver } from './portal-name-resolver.ts';
import { SignalHandler, type SignalResult } from './signal-handler.ts';

export interface BridgeConnectionOptions {
  db: Kysely<Database>;
  /** Opens the queue's own connections to the same database. */
  openPool: OpenPool;
  invite: Invite;
  clock: () => Date;
  portal: LocalPortal;
  /** The name that the settings require; null where the bridge says it. */
  configuredPortal: string | null;
  sweepSeconds: number;
  /** Whether jobs and offerings are left alone for now, as in maintenance; never by default. */
  isPaused?: () => boolean;
}

/** What the bridge's work needs once the service listens. */
export interface BridgeStartOptions {
  log: FastifyBaseLogger;
  /** How large an award may become, in bytes. */
  maxAwardBytes?: number;
  projectUrl: (uuid: string) => string;
  projectPageUrl?: (uuid: string) => string;
}

const START_TIMEOUT_MS = 3000;
/** How long a slow bridge may delay the end of the service. */
const SHUTDOWN_TIMEOUT_MS = 3000;
/** A restart of the bridge is to be noticed, and the offerings sent again, within 20 s. */
const OFFERINGS_INTERVAL_MS = 5000;

/**
 * One bridge: its lifecycle, and the parts that do the work. Every replica has one; work that only
 * one replica may do at a time is under an advisory lock.
 */
export class BridgeConnection {
  readonly state: ConnectionState;
  readonly url: string;
  readonly #options: BridgeConnectionOptions;
  readonly #client: BridgeClient;
  readonly #portalName: PortalNameResolver;
  readonly #jobPipeline: JobPipeline;
  readonly #offeringsSync: OfferingsSync;
  readonly #jobSignalHandler: SignalHandler;
  readonly #notificationSignalHandler: SignalHandler;
  readonly #sweepTask: PeriodicTask;
  readonly #offeringsTask: PeriodicTask;
  #startOptions: BridgeStartOptions | null = null;

  constructor(options: BridgeConnectionOptions) {
    const { db, clock, invite, portal, configuredPortal, openPool } = options;
    this.#options = options;
    this.url = invite.url;
    this.state = new ConnectionState(clock, (isReachable) => this.#logReachability(isReachable));
    const client = new BridgeClient({
      invite,
      state: this.state,
      onVersion: () => this.#logSignatureVersion(),
    });
    this.#client = client;
    this.#portalName = new PortalNameResolver({ db, client, portal, configuredPortal });
    const onError = (error: unknown): void => this.#onError(error);
    this.#jobPipeline = new JobPipeline({
      db,
      openPool,
      clock,
      client,
      inviteKey: invite.key,
      getContext: () => this.#createContext(),
      logFailure: (jobId, reference, error) =>
        this.#log?.error({ err: error, jobId, reference }, 'a job failed'),
      logAnswer: (jobId, outcome) => this.#log?.info({ jobId, outcome }, 'a job was answered'),
      onJobFailure: (jobId, error) => this.#logJobFailure(jobId, error),
      onError,
    });
    const sweepMs = options.sweepSeconds * 1000;
    this.#offeringsSync = new OfferingsSync({
      db,
      clock,
      client,
      getPortal: () => portal.name,
      compareMs: sweepMs,
      logger: () => this.#log,
    });
    const notificationIntake = new NotificationIntake({
      db,
      clock,
      client,
      logProblem: (fields) => this.#log?.warn(fields, 'a notification could not be understood'),
    });
    this.#jobSignalHandler = new SignalHandler({
      isRecentlyStored: (id) => this.#jobPipeline.isRecentlyStored(id),
      isStored: (id) => this.#jobPipeline.isStored(id),
      fetchAndStore: (id) => this.#fetchAndStoreJob(id),
      fetchAll: () => this.#sweepTask.runSoon(),
    });
    this.#notificationSignalHandler = new SignalHandler({
      isStored: (id) => notificationIntake.isStored(id),
      fetchAndStore: (id) => notificationIntake.fetchAndStore(id),
      fetchAll: null,
    });
    this.#sweepTask = new PeriodicTask({
      intervalMs: sweepMs,
      minGapMs: 1000,
      task: () => this.#fetchAllJobs(),
      onError,
    });
    this.#offeringsTask = new PeriodicTask({
      intervalMs: OFFERINGS_INTERVAL_MS,
      minGapMs: 1000,
      task: () => this.#syncOfferings(),
      onError,
    });
  }

  /**
   * Asks a bridge that is up for our portal's name, before the service listens. Throws StartError
   * where awards are stored under another name, or another one is configured.
   */
  async tryLearnPortalName(): Promise<void> {
    try {
      await this.#portalName.learn(START_TIMEOUT_MS);
    } catch (error) {
      // The service starts also while the bridge is down.
      if (!(error instanceof BridgeError)) throw error;
    }
  }

  /** Prepares for signals, which may come before start(). */
  async open(): Promise<void> {
    await this.#jobPipeline.open();
  }

  async start(start: BridgeStartOptions): Promise<void> {
    this.#startOptions = start;
    const { warning } = this.#options.invite;
    if (warning !== null) start.log.warn(warning);
    if (this.state.reachableSince === null) this.#logReachability(false);
    else this.#logSignatureVersion();
    await this.#jobPipeline.start();
    this.#sweepTask.start();
    this.#offeringsTask.start();
  }

  /** Begins nothing new, and soon gives up on a slow bridge; signals are still accepted. */
  async beginShutdown(): Promise<void> {
    this.#client.abortCallsAfter(SHUTDOWN_TIMEOUT_MS);
    await Promise.all([
      this.#sweepTask.stop(),
      this.#offeringsTask.stop(),
      this.#jobPipeline.beginShutdown(),
    ]);
  }

  /** Ends the work in progress; the rest is done after the next start or by another replica. */
  async stop(): Promise<void> {
    await Promise.all([this.beginShutdown(), this.#jobPipeline.stop()]);
  }

  /** Handles the signal of a job. Throws BridgeError where the bridge does not answer. */
  handleJobSignal(id: string, clientIp: string): Promise<SignalResult> {
    return this.#jobSignalHandler.handleSignal(id, clientIp);
  }

  /** Handles the signal of a notification. Throws BridgeError where the bridge does not answer. */
  handleNotificationSignal(id: string, clientIp: string): Promise<SignalResult> {
    return this.#notificationSignalHandler.handleSignal(id, clientIp);
  }

  /** Sends changed offerings now rather than at the next look; other replicas need not know. */
  syncOfferingsSoon(): void {
    void this.#offeringsTask.runSoon();
  }

  /** Whether the bridge is the one of our portal, and can be reached. */
  isReady(): boolean {
    return this.#portalName.isKnown && this.state.reachableSince !== null;
  }

  /** For what is sent into the network. */
  get client(): BridgeClient {
    return this.#client;
  }

  /** Hands a notification to the bridge. Throws BridgeError. */
  sendNotification(command: string): Promise<void> {
    return sendNotification(this.#client, command);
  }

  isOutage(error: unknown): boolean {
    return isOutage(error);
  }

  get #log(): FastifyBaseLogger | undefined {
    return this.#startOptions?.log;
  }

  #isPaused(): boolean {
    return this.#options.isPaused?.() ?? false;
  }

  #createContext(): CommandContext {
    if (this.#startOptions === null) throw new Error('No job is processed before the start.');
    const { db, clock, portal } = this.#options;
    const { log: _, ...others } = this.#startOptions;
    return { db, clock, portal: portal.name, ...others };
  }

  async #fetchAndStoreJob(id: string): Promise<void> {
    if (!this.#portalName.isKnown) await this.#portalName.learn();
    await this.#jobPipeline.fetchAndStoreJob(id);
  }

  /** Every replica asks for the name, so that each knows whether it reaches the bridge. */
  async #fetchAllJobs(): Promise<void> {
    await this.#portalName.refresh();
    if (this.#isPaused()) return;
    await withAdvisoryLock(this.#options.db, 'sweep', () => this.#jobPipeline.fetchAllJobs());
  }

  async #syncOfferings(): Promise<void> {
    if (this.#isPaused()) return;
    if (!this.#portalName.isKnown) await this.#portalName.learn();
    await this.#offeringsSync.run();
  }

  #logSignatureVersion(): void {
    const { signatureVersion } = this.state;
    this.#log?.info({ url: this.url, signatureVersion }, 'the bridge accepts our signature');
  }

  #logReachability(isReachable: boolean): void {
    if (isReachable) this.#log?.info({ url: this.url }, 'the bridge is reachable');
    else {
      const message = this.state.lastError?.message ?? 'the bridge has not been reached yet';
      this.#log?.warn({ url: this.url }, message);
    }
  }

  #logJobFailure(jobId: string, error: unknown): void {
    // An outage fails every job at once, and is logged where it begins.
    if (isDatabaseUnavailable(error) || isOutage(error)) return;
    this.#log?.warn({ err: error, jobId }, 'a job failed and is tried again');
  }

  #onError(error: unknown): void {
    // Failures of the bridge are in the status, and logged where they are new.
    if (error instanceof BridgeError || isRefusedByMaintenance(error)) return;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof StartError) this.state.recordError(message);
    this.#log?.error({ err: error }, 'the connection to the bridge failed');
  }
}
